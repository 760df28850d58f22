import { withBaseline } from '../reports/baseline.ts'
import { exitCodeOf } from '../reports/exit-code.ts'
import { renderers } from '../reports/renderers.ts'
import { terminal } from '../reports/terminal.ts'
import { today } from './day.ts'
import { deliver, formatsOf } from './deliver.ts'
import { hasColor } from './has-color.ts'
import { print, printPainted, tell } from './print.ts'
import { readBaseline } from './read-baseline.ts'
import { readReport } from './read-report.ts'
import { sourcesOf } from './recorded-contract.ts'

export type ReportOptions = {
  readonly to: string
  readonly out: string
  readonly baseline?: string
  readonly allowRef?: readonly string[]
  readonly contract?: string
}

/** `assay report FILE --to …`: 0, or what the run would have ended with under the baseline, where one is given. */
export const reportCommand = async (
  file: string,
  { to, out, baseline, ...options }: ReportOptions,
): Promise<number> => {
  const asked = to.split(',').map((one) => one.trim())
  const formats = formatsOf(['json', ...asked.filter((format) => format !== 'text')].join(','))
  const known = baseline === undefined ? undefined : await readBaseline(baseline)
  const plain = await readReport(file, sourcesOf(options))
  const report = known ? withBaseline(plain, known, today()) : plain
  if (asked.includes('text')) printPainted(terminal(report, { color: hasColor(process), file }))
  const onlyPrinted = asked.every((format) => format === 'text' || prints(format))
  const { files, printed, unwritten } = await deliver(report, {
    out,
    formats: onlyPrinted ? formats.filter(prints) : formats,
    environment: process.env,
  })
  if (files.length > 0) print(`report: ${files.join(', ')}\n`)
  printPainted(printed)
  for (const why of unwritten) tell(`assay: ${why}\n`)
  const code = known ? exitCodeOf(report) : 0
  return code === 0 && unwritten.length > 0 ? 3 : code
}

const prints = (format: string): boolean => renderers.some((one) => one.format === format && 'prints' in one)
