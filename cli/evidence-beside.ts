import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Report } from '../core/report.ts'
import { evidenceName, linesIn } from './evidence.ts'

/** The evidence of a report's run: the file itself where it is that, else what lies beside it, if that is of the same run. */
export const evidenceBeside = async (file: string, { run }: Report): Promise<string | undefined> => {
  if (file.endsWith('.ndjson')) return file
  const path = join(dirname(file), evidenceName)
  if (!existsSync(path)) return undefined
  for await (const line of linesIn(path))
    return line.kind === 'run' && line.seed === run.seed && line.startedAt === run.startedAt ? path : undefined
  return undefined
}
