import { readAddress } from '../core/address.ts'
import { matchesGlob } from '../core/glob.ts'
import type { ContractReport, Report, RequirementReport } from '../core/report.ts'
import { withBaseline } from '../reports/baseline.ts'
import { evidenceText, exchangesOf } from '../reports/evidence-text.ts'
import { exitCodeOf } from '../reports/exit-code.ts'
import { renderers } from '../reports/renderers.ts'
import { terminal } from '../reports/terminal.ts'
import type { Found } from '../reports/with-samples.ts'
import { today } from './day.ts'
import { deliver, formatsOf } from './deliver.ts'
import { evidenceName } from './evidence.ts'
import { evidenceBeside } from './evidence-beside.ts'
import { exchangesIn } from './exchanges-in.ts'
import { hasColor } from './has-color.ts'
import { print, printCommands, printPainted, tell } from './print.ts'
import { readBaseline } from './read-baseline.ts'
import { readReport } from './read-report.ts'
import { sourcesOf } from './recorded-contract.ts'
import { UsageError } from './usage-error.ts'

export type ReportOptions = {
  readonly to: string
  readonly out: string
  readonly baseline?: string
  readonly allowRef?: readonly string[]
  readonly contract?: string
  /** Only what the report says of these requirements is printed. */
  readonly only: readonly string[]
  readonly withExchanges?: boolean
}

/** `assay report FILE --to …`: 0, or what the run would have ended with under the baseline, where one is given. */
export const reportCommand = async (
  file: string,
  { to, out, baseline, only, withExchanges = false, ...options }: ReportOptions,
): Promise<number> => {
  if (only.length > 0) return tellOnly(await readReport(file, sourcesOf(options)), { file, only, withExchanges })
  if (withExchanges) throw new UsageError('--with-exchanges needs --only: name the requirements to show.')
  const asked = to.split(',').map((one) => one.trim())
  const formats = formatsOf(['json', ...asked.filter((format) => format !== 'text')].join(','))
  const known = baseline === undefined ? undefined : await readBaseline(baseline)
  const plain = await readReport(file, sourcesOf(options))
  const report = known ? withBaseline(plain, known, today()) : plain
  if (asked.includes('text')) printPainted(terminal(report, { color: hasColor(process), file }))
  const onlyPrinted = asked.every((format) => format === 'text' || prints(format))
  const evidence = asked.includes('har') ? await evidenceBeside(file, report) : undefined
  const { files, printed, unwritten } = await deliver(report, {
    out,
    formats: onlyPrinted ? formats.filter(prints) : formats,
    environment: process.env,
    evidence: evidence === undefined ? [] : [evidence],
  })
  if (evidence === undefined && asked.includes('har'))
    tell(
      `assay: exchanges.har holds only the exchanges that ${file} holds: no ${evidenceName} of that run is beside it. For all of them give the ${evidenceName} itself.\n`,
    )
  if (files.length > 0) print(`report: ${files.join(', ')}\n`)
  printCommands(printed)
  for (const why of unwritten) tell(`assay: ${why}\n`)
  const code = known ? exitCodeOf(report) : 0
  return code === 0 && unwritten.length > 0 ? 3 : code
}

const prints = (format: string): boolean => renderers.some((one) => one.format === format && 'prints' in one)

const tellOnly = async (
  report: Report,
  {
    file,
    only,
    withExchanges,
  }: { readonly file: string; readonly only: readonly string[]; readonly withExchanges: boolean },
): Promise<number> => {
  const { contracts } = report
  const globs = only.map((one) => readAddress(one).id)
  const all = contracts.flatMap((contract) => contract.requirements.map((requirement) => ({ contract, requirement })))
  const lost = globs.find((glob) => !all.some(({ requirement }) => matchesGlob(glob, requirement.id)))
  if (lost !== undefined) throw new UsageError(`${file} holds no requirement '${lost}'; assay list shows them all.`)
  const selected = all.filter(({ requirement }) => globs.some((glob) => matchesGlob(glob, requirement.id)))
  const found = withExchanges ? await lackingIn(report, { file, selected }) : undefined
  for (const { contract, requirement } of selected) {
    const exchanges = { ...contract.exchanges, ...Object.fromEntries(found?.get(contract.id) ?? []) }
    print(`${evidenceText({ ...contract, exchanges }, requirement, { withExchanges })}\n`)
  }
  return 0
}

type Selected = { readonly contract: ContractReport; readonly requirement: RequirementReport }

/** What is too long to be in a report is looked up in the evidence of its run. */
const lackingIn = async (
  report: Report,
  { file, selected }: { readonly file: string; readonly selected: readonly Selected[] },
): Promise<Found | undefined> => {
  const lacking = new Map<string, Set<string>>()
  for (const { contract, requirement } of selected)
    for (const id of exchangesOf(requirement))
      if (!(id in contract.exchanges)) lacking.set(contract.id, (lacking.get(contract.id) ?? new Set()).add(id))
  if (lacking.size === 0) return undefined
  const evidence = await evidenceBeside(file, report)
  return evidence === undefined ? undefined : exchangesIn(evidence, lacking)
}
