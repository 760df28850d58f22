import { linesIn } from '../cli/evidence.ts'
import type { WrittenLine } from '../core/evidence-line.ts'

/** All whole lines of a file of evidence. */
export const evidenceLines = async (path: string): Promise<readonly WrittenLine[]> => {
  const lines: WrittenLine[] = []
  for await (const line of linesIn(path)) lines.push(line)
  return lines
}
