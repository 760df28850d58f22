import { readFile } from 'node:fs/promises'
import type { Report } from '../core/report.ts'
import { UsageError } from './usage-error.ts'

/** @throws UsageError where the file is no report of this version */
export const readReport = async (file: string): Promise<Report> => {
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
