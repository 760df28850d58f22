import { terminal } from '../reports/terminal.ts'
import { readReport } from './read-report.ts'
import { writeReport } from './run.ts'
import { formatsOf } from './run-command.ts'

/** `assay report FILE --to …`: every rendering is a pure function of the report. */
export const reportCommand = async (
  file: string,
  { to, out }: { readonly to: string; readonly out: string },
): Promise<void> => {
  const formats = to.split(',').map((one) => one.trim())
  const files = formatsOf(['json', ...formats.filter((format) => format !== 'text')].join(','))
  const report = await readReport(file)
  if (formats.includes('text')) process.stdout.write(terminal(report, { color: process.stdout.isTTY === true, file }))
  if (formats.every((format) => format === 'text')) return
  process.stdout.write(`report: ${(await writeReport(report, { out, formats: files })).join(', ')}\n`)
}
