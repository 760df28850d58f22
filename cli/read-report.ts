import { readFile } from 'node:fs/promises'
import type { Report } from '../core/report.ts'
import { readEvidence } from './evidence.ts'
import { rebuild } from './rebuild.ts'
import { UsageError } from './usage-error.ts'

/**
 * The report in a file; of evidence, the report that it makes.
 *
 * @throws UsageError where the file is neither, or of another version
 */
export const readReport = async (file: string, named: readonly string[] = []): Promise<Report> => {
  if (file.endsWith('.ndjson')) return rebuild([await readEvidence(file)], named)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `Cannot read the report ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    )
  })
  const report = parse(text, file)
  if (report.schema !== 'assay.report/1')
    throw new UsageError(`${file} is no report of this version: its schema is not assay.report/1.`)
  return report
}

const parse = (text: string, file: string): Report => {
  try {
    return (JSON.parse(text) ?? {}) as Report
  } catch {
    throw new UsageError(`${file} is no report: it is not JSON.`)
  }
}
