import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { foreignJson, isObject, isTooDeep } from '../core/json.ts'
import type { Report } from '../core/report.ts'
import { outlineOf } from './outline.ts'
import { isReport, whyNoReport } from './own-files.ts'
import { tell } from './print.ts'
import { rebuild } from './rebuild.ts'
import type { ContractSources } from './recorded-contract.ts'
import { UsageError } from './usage-error.ts'

/**
 * The report in a file; of evidence, the report that it makes.
 *
 * @throws UsageError where the file is neither, or of another version
 */
export const readReport = async (named: string, sources: ContractSources = {}): Promise<Report> => {
  const file = foundOf(named)
  if (file.endsWith('.ndjson')) return rebuild([await outlineOf(file)], sources)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Cannot read the report ${file}: ${whyUnread(file, error)}.`)
  })
  const report = parse(text, file)
  if (!isObject(report) || report['schema'] !== 'assay.report/1')
    throw new UsageError(`${file} is no report of this version: its schema is not assay.report/1.`)
  if (!isReport(report))
    throw new UsageError(`${file} is no report: ${whyNoReport(report)}. It was changed since it was written.`)
  const lost = report.contracts.find(({ target }) => !URL.canParse(target))
  if (lost) throw new UsageError(`${file} is no report: ${JSON.stringify(lost.target)} is the address of no target.`)
  return report
}

const whyUnread = (file: string, { code, message }: NodeJS.ErrnoException): string => {
  if (code === 'ENOENT') return 'there is no such file'
  return code === 'EISDIR' ? `it is a folder; give the file, as in ${join(file, 'report.json')}` : message
}

/** What is copied from a page or a summary names the file as it lies beside them. */
const foundOf = (file: string): string => {
  const usual = join('assay-report', file)
  if (existsSync(file) || !existsSync(usual)) return file
  tell(`assay: there is no ${file} here: ${usual} is read\n`)
  return usual
}

const parse = (text: string, file: string): unknown => {
  const found = foreignJson(text)
  if (!found)
    throw new UsageError(
      `${file} is no report: it is not JSON${isTooDeep(text) ? ' that can be read: it is nested too deep' : ''}.`,
    )
  return found.value
}
