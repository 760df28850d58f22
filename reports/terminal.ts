import { createColors } from 'picocolors'
import { shellWord } from '../core/escapes.ts'
import type { ContractReport, FindingReport, Report, RequirementReport } from '../core/report.ts'
import { levels } from '../core/requirement.ts'
import type { Verdict } from '../core/verdict.ts'
import { atDepth, butForKnown } from './but-for.ts'
import { causesOf, isBroken } from './causes.ts'
import type { Colors } from './colors.ts'
import { counted } from './counted.ts'
import { endedText } from './ended-text.ts'
import { stopsOf } from './gates.ts'
import { judgedOf, judgedText } from './judged.ts'
import { outcomeText } from './outcome-text.ts'
import { readingLines } from './reading-lines.ts'
import { targetText } from './reference-text.ts'
import { baselineLines, knownFailures } from './terminal-baseline.ts'
import { notTried, warnings } from './terminal-remarks.ts'
import { verdictWords } from './verdict-words.ts'
import { visible } from './visible.ts'

export type TerminalOptions = {
  readonly color: boolean
  /** How the report file is called in commands to copy. */
  readonly file: string
}

/** So many causes and places are spelled out; the rest is counted. */
const most = { causes: 12, places: 8 }

/** The report for people: outcome, what voids the run, failures by cause, what was not tried. */
export const terminal = (raw: Report, options: TerminalOptions): string => {
  const report = visible(raw)
  const colors = createColors(options.color)
  const sections = report.contracts.flatMap((contract) => contractLines(contract, { colors, file: options.file }))
  return [
    ...diagnosticLines(report, colors),
    ...sections,
    ...baselineLines(report, colors),
    ...stopLines(report, colors),
    ...closing(report, colors),
    '',
  ].join('\n')
}

type Context = { readonly colors: Colors; readonly file: string }

const diagnosticLines = ({ run }: Report, { bold, yellow }: Colors): readonly string[] =>
  run.void.length === 0 && !run.interrupted
    ? []
    : [
        '',
        bold(yellow('Read this first')),
        ...(run.interrupted ? [`  ${endedText(run)}`] : []),
        ...run.void.map((reason) => `  ${reason}`),
      ]

const contractLines = (contract: ContractReport, context: Context): readonly string[] => {
  const { colors } = context
  const known = contract.requirements.filter((one) => one.known).length
  const paint = {
    conformant: colors.green,
    nonconformant: colors.red,
    incomplete: colors.yellow,
    unusable: colors.red,
  }[contract.outcome]
  return [
    '',
    `${colors.bold(contract.title)} ${colors.dim(`(${contract.id})`)} at ${targetText(contract)}`,
    `  ${colors.bold(paint(outcomeText[contract.outcome]))}${atDepth(contract.outcome, [contract])}${butForKnown(contract.outcome, known)}, ${judgedText(judgedOf([contract]))}  ${colors.dim(`${counted(contract.requests, 'request')}, ${counted(contract.requirements.length, 'requirement')}`)}`,
    ...(contract.unusable
      ? [`  ${contract.unusable.cause}`, `  ${contract.unusable.remedy}.`, '  Nothing was judged.']
      : judgedLines(contract, context)),
  ]
}

const judgedLines = (contract: ContractReport, context: Context): readonly string[] => {
  const { colors } = context
  return [
    '',
    ...countLines(contract, colors),
    ...failures(contract, context),
    ...knownFailures(contract, colors),
    ...warnings(contract, colors),
    ...notTried(contract, colors),
    ...readingLines(contract, context),
  ]
}

const columns: readonly Verdict[] = ['pass', 'warn', 'fail', 'inconclusive', 'untested', 'error']

const countLines = ({ summary }: ContractReport, { dim, red, green, yellow }: Colors): readonly string[] =>
  levels
    .filter((level) => Object.values(summary[level]).some((count) => count > 0))
    .map((level) => {
      const cells = columns
        .filter((verdict) => verdict !== 'error' || summary[level].error > 0)
        .map((verdict) => {
          const text = `${String(summary[level][verdict]).padStart(4)} ${verdictWords[verdict]}`
          if (summary[level][verdict] === 0) return dim(text)
          return verdict === 'fail' || verdict === 'error'
            ? red(text)
            : verdict === 'pass'
              ? green(text)
              : verdict === 'warn'
                ? yellow(text)
                : text
        })
      return `  ${level.padEnd(6)} ${cells.join('  ')}`
    })

const failures = (contract: ContractReport, context: Context): readonly string[] => {
  const { colors } = context
  const causes = causesOf(contract.requirements.filter(isBroken))
  if (causes.length === 0) return []
  return [
    '',
    colors.bold(colors.red(`Failed, by cause (${causes.length})`)),
    ...causes.slice(0, most.causes).flatMap((cause, index) => {
      const [first] = cause.requirements
      return first
        ? [
            '',
            ...causeLines(index + 1, cause.title, cause.requirements, context),
            ...detail(first, context, index === 0),
          ]
        : []
    }),
    ...(causes.length > most.causes
      ? [
          '',
          `  … and ${causes.length - most.causes} more ${causes.length - most.causes === 1 ? 'cause' : 'causes'}: see ${context.file}`,
        ]
      : []),
  ]
}

const causeLines = (
  number: number,
  title: string,
  requirements: readonly RequirementReport[],
  { colors }: Context,
): readonly string[] => [
  `  ${colors.red('✗')} ${number}. ${colors.bold(title)}`,
  ...requirements.slice(0, most.places).map(({ id }) => `       ${id}`),
  ...(requirements.length > most.places ? [`       … and ${requirements.length - most.places} more`] : []),
]

const detail = (requirement: RequirementReport, context: Context, isFirst: boolean): readonly string[] => {
  const { dim } = context.colors
  const { document, section, row } = requirement.source
  const [finding] = requirement.findings
  return [
    `     ${dim('promised')}  ${document}, ${section}${row ? `, row ${row}` : ''}: ${requirement.title}`,
    ...(finding ? findingLines(finding, context, isFirst) : []),
  ]
}

const findingLines = (
  finding: FindingReport,
  { colors: { dim }, file }: Context,
  isFirst: boolean,
): readonly string[] => {
  const address = shellWord(`${file}#${finding.address ?? finding.replay}`)
  return [
    `     ${dim('expected')}  ${finding.expected}`,
    `     ${dim('received')}  ${finding.at ? `${finding.at}: ` : ''}${finding.received}`,
    ...steps(finding).map((line) => `     ${line}`),
    ...(isFirst ? requestLines(finding, address).map((line) => `     ${dim('request')}   ${line}`) : []),
    `     ${dim('again')}     npx assay replay ${address}`,
  ]
}

/** What is longer is for a file, not for the eye, and what was cut could not be pasted. */
const longestLine = 1_200

/** A line that can be pasted as it stands, or where to get one. */
const requestLines = ({ curl, script }: FindingReport, address: string): readonly string[] => {
  const line = curl.replaceAll(/ \\\n +(?=-)/g, ' ')
  if (line === '') return []
  return script === undefined && line.length <= longestLine && !line.includes('\n')
    ? [line]
    : [`run npx assay explain ${address} to print it as a script`]
}

/** What the request below rests on. */
const steps = ({ steps: all = [] }: FindingReport): readonly string[] => {
  const before = all.slice(0, -1).reduce((sum, { times }) => sum + times, 0)
  return before > 0
    ? [`after      ${before} earlier request${before === 1 ? '' : 's'}, which its script sends too`]
    : []
}

/** What turned the run red or yellow although its outcome did not. */
const stopLines = (report: Report, { bold, red }: Colors): readonly string[] => {
  const stops = stopsOf(report)
  return stops.length === 0
    ? []
    : [
        '',
        bold(red('What this run was asked for and did not come to')),
        ...stops.map(({ message }) => `  ${red('✗')} ${message}`),
      ]
}

const closing = ({ run, contracts }: Report, { dim }: Colors): readonly string[] => {
  const created = contracts.reduce((sum, { created, ledger = created }) => sum + ledger.length, 0)
  return [
    '',
    dim(
      `seed ${run.seed} · ${counted(run.requests, 'request')} in ${(run.durationMs / 1000).toFixed(1)} s · ${counted(created, 'thing')} created at the target`,
    ),
    ...contracts.flatMap(cleanUpLine).map((line) => dim(line)),
  ]
}

/** Where nothing could be removed nothing is said: the count of what was created has said it. */
const cleanUpLine = ({ id, cleanUp }: ContractReport): readonly string[] => {
  if (!cleanUp || cleanUp.removed + cleanUp.failed === 0) return []
  const { verdict, removed, failed, left } = cleanUp
  return [`clean-up of ${id}: ${verdict}; ${removed} removed, ${failed} could not be removed, ${left} left`]
}
