import type { ContractReport, FindingReport, ReadingReport, Report, RequirementReport } from '../core/report.ts'
import { levels } from '../core/requirement.ts'
import { butFor } from './but-for.ts'
import { type Cause, causesOf, isBroken } from './causes.ts'
import { counted } from './counted.ts'
import { cut } from './cut.ts'
import { endedText } from './ended-text.ts'
import { sourceText } from './finding-text.ts'
import { type Block, fitInto } from './fit-into.ts'
import { stopsOf } from './gates.ts'
import { judgedOf, judgedText } from './judged.ts'
import { code, fenced, prose } from './markdown-text.ts'
import { needsChanges } from './needs-changes.ts'
import { outcomeText } from './outcome-text.ts'
import { pinnedText } from './pinned-text.ts'
import { moreText, numbersText } from './reading-lines.ts'
import { readingsOf } from './readings.ts'
import { reasonsOf } from './reasons.ts'
import { referenceText } from './reference-text.ts'
import { visible } from './visible.ts'
import { warningsOf } from './warnings.ts'

/** What a job summary of GitHub takes, with room for others. */
const mostBytes = 200_000

/** So many characters are shown of one text, so many places of one cause. */
const most = { text: 500, curl: 4_000, places: 8 }

/** A summary for people: outcome, counts, what is broken by cause, what was not tried, and the readings. */
export const markdown = (raw: Report): string => {
  const report = visible(raw)
  return fitInto(
    [
      always([
        `# Assay: ${outcomeText[report.run.outcome]}${butFor(report)}${onReference(report)}, ${judgedText(judgedOf(report.contracts))}`,
        ...firstLines(report),
        ...baselineLines(report),
        ...stopLines(report),
        ...table(report),
      ]),
      ...report.contracts.flatMap(contractBlocks),
      always(['', `seed ${report.run.seed} · ${counted(report.run.requests, 'request')} in ${seconds(report)} s`]),
    ],
    mostBytes,
  )
}

const always = (lines: readonly string[]): Block => ({ text: lines.join('\n'), of: 'headings', rank: 0 })

const seconds = ({ run }: Report): string => (run.durationMs / 1000).toFixed(1)

const onReference = (report: Report): string => {
  const text = referenceText(report)
  return text === undefined ? '' : ` (${text})`
}

const firstLines = ({ run }: Report): readonly string[] => {
  const reasons = [...(run.interrupted ? [endedText(run)] : []), ...run.void.map((reason) => short(reason))]
  return reasons.length === 0 ? [] : ['', '**Read this first**', '', ...reasons.map((reason) => `- ${reason}`)]
}

const baselineLines = ({ baseline }: Report): readonly string[] =>
  !baseline || baseline.problems.length === 0
    ? []
    : [
        '',
        `**${prose(needsChanges(baseline))}**`,
        '',
        ...baseline.problems.slice(0, 50).map(({ message }) => `- ${short(message)}`),
        ...(baseline.problems.length > 50 ? [`- … and ${baseline.problems.length - 50} more`] : []),
      ]

const stopLines = (report: Report): readonly string[] => {
  const stops = stopsOf(report)
  return stops.length === 0
    ? []
    : [
        '',
        '**What this run was asked for and did not come to**',
        '',
        ...stops.map(({ message }) => `- ${short(message)}`),
      ]
}

const table = ({ contracts }: Report): readonly string[] => [
  '',
  '| contract | level | passed | warned | failed | inconclusive | untested | error |',
  '|--|--|--:|--:|--:|--:|--:|--:|',
  ...contracts.flatMap(({ title, summary }) =>
    levels
      .filter((level) => Object.values(summary[level]).some((count) => count > 0))
      .map((level) => {
        const { pass, warn, fail, inconclusive, untested, error } = summary[level]
        return `| ${[short(title), level, pass, warn, fail, inconclusive, untested, error].join(' | ')} |`
      }),
  ),
]

const contractBlocks = (contract: ContractReport): readonly Block[] => {
  const { title, id, target, outcome, requests, requirements } = contract
  const pinned = pinnedText(contract)
  return [
    always([
      '',
      `## ${short(title)} (${prose(id)}): ${outcomeText[outcome]}, ${judgedText(judgedOf([contract]))}`,
      '',
      `${counted(requests, 'request')} to ${code(target)}`,
    ]),
    ...section('failed promises', 1, causesOf(requirements.filter(isBroken)).map(causeText), 'Failed, by cause'),
    ...section('known failures', 2, requirements.flatMap(knownText), 'Known failures'),
    ...section('warnings', 4, warningsOf(requirements).map(warningText), 'Warned'),
    ...section('inconclusive', 3, reasonTexts(requirements, 'inconclusive'), 'Inconclusive, and why'),
    ...section('untested', 3, reasonTexts(requirements, 'untested'), 'Untested, and why'),
    ...(pinned === undefined ? [] : [always(['', prose(pinned)])]),
    ...section(
      'readings',
      3,
      (contract.readings ?? readingsOf(contract, [])).map(readingText),
      'Readings the target holds where the documents leave two open',
    ),
  ]
}

const section = (of: string, rank: number, texts: readonly string[], heading: string): readonly Block[] =>
  texts.length === 0
    ? []
    : [always(['', `### ${heading} (${texts.length})`, '']), ...texts.map((text) => ({ text, of, rank }))]

const causeText = ({ title, requirements }: Cause, index: number): string => {
  const [first] = requirements
  const [finding] = first?.findings ?? []
  return [
    `**${index + 1}. ${short(title)}**`,
    '',
    ...requirements.slice(0, most.places).map(({ id }) => `- ${code(cut(id, most.text))}`),
    ...(requirements.length > most.places ? [`- … and ${requirements.length - most.places} more`] : []),
    ...(first ? [`- promised: ${short(sourceText(first.source))}: ${short(first.title)}`] : []),
    ...(finding ? findingLines(finding) : []),
    '',
  ].join('\n')
}

const findingLines = ({
  at,
  expected,
  received,
  curl,
  script = curl,
  replay,
  address = replay,
}: FindingReport): readonly string[] => [
  `- expected ${code(cut(expected, most.text))} → received ${at ? `${code(cut(at, most.text))}: ` : ''}${code(cut(received, most.text))}`,
  '',
  '<details><summary>try it again</summary>',
  '',
  code(`npx assay replay 'report.json#${cut(address, most.text)}'`),
  ...(script === '' ? [] : ['', fenced(cut(script, most.curl), 'sh')]),
  '',
  '</details>',
]

const knownText = ({ id, known }: RequirementReport): readonly string[] =>
  known
    ? [`- ${code(cut(id, most.text))} until ${prose(known.expires)}, ${short(known.owner)}: ${short(known.reason)}`]
    : []

const warningText = ({ id, findings: [finding] }: RequirementReport): string =>
  `- ${code(cut(id, most.text))}: ${short(finding?.message ?? '')}; expected ${code(cut(finding?.expected ?? '', most.text))}; received ${code(cut(finding?.received ?? '', most.text))}`

const reasonTexts = (requirements: readonly RequirementReport[], verdict: 'inconclusive' | 'untested') =>
  reasonsOf(requirements, verdict).map(
    ({ reason, requirements: ones }) =>
      `- ${ones.length}: ${short(reason)}${ones.length === 1 ? ` ${code(ones[0]?.id ?? '')}` : ''}`,
  )

const readingText = (one: ReadingReport): string => `- ${short(one.text)}, ${numbersText(one)}${moreText(one)}`

const short = (text: string): string => prose(cut(text, most.text))
