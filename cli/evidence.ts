import { closeSync, openSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { EvidenceLine, RunLine, WrittenLine } from '../core/evidence-line.ts'
import { foreignJson } from '../core/json.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import { writeWhole } from '../target/evidence-file.ts'
import { makeFolder } from './make-folder.ts'
import { isLine, type ReadLine, whyNoLine } from './own-files.ts'
import { repairEvidence } from './repair-evidence.ts'
import { type Row, rowsOf } from './rows-of.ts'
import { UsageError } from './usage-error.ts'

export const evidenceName = 'evidence.ndjson'

/** Begins a file of evidence anew, or goes on with it; gives how many bytes of a last line that was cut off were dropped. */
export const beginEvidence = async (
  path: string,
  lines: readonly RunLine[],
  { run, resumed }: { readonly run: string; readonly resumed: boolean },
): Promise<number> => {
  try {
    makeFolder(dirname(path))
    if (!resumed) await rm(path, { force: true })
    const dropped = resumed ? repairEvidence(path) : 0
    addLines(path, lines, run)
    return dropped
  } catch (error) {
    throw new UsageError(
      `The evidence cannot be written to ${path}: ${messageOf(error)}. Give another folder with --out.`,
    )
  }
}

/** All of them or none. */
export const addLines = (path: string, lines: readonly EvidenceLine[], run: string): void => {
  const file = openSync(path, 'a')
  try {
    writeWhole(file, lines.map((line) => `${JSON.stringify({ ...line, run })}\n`).join(''))
  } finally {
    closeSync(file)
  }
}

/**
 * The lines that begin the run of each contract.
 *
 * @throws UsageError where not all are there: the run was cut off before anything of it was done
 */
export const assertBegun = (lines: readonly EvidenceLine[]): void => {
  const runs = lines.filter((line) => line.kind === 'run')
  const begun = new Set(runs.map(({ contract }) => contract)).size
  const of = runs[0]?.of ?? 1
  if (begun < of)
    throw new UsageError(
      `The run was cut off before it began: of ${of} contracts its evidence holds ${begun}. Nothing was sent; start anew.`,
    )
}

/**
 * Every whole line of a file of evidence. The last one of a run that was killed may be cut off: it is left out.
 *
 * @throws UsageError where the file is none, another line than the last cannot be read, or not all are of one run
 */
export const readEvidence = async (path: string): Promise<readonly WrittenLine[]> => {
  const lines: ReadLine[] = []
  try {
    for await (const row of rowsOf(path)) if (row.text !== '') lines.push(...lineOf(row, path))
  } catch (error) {
    if (error instanceof UsageError) throw error
    const [code, message] = [codeOf(error), messageOf(error)]
    throw new UsageError(`Cannot read the evidence ${path}: ${code === 'ENOENT' ? 'there is no such file' : message}.`)
  }
  const [first] = lines
  if (first?.kind !== 'run' || first.schema !== 'assay.evidence/1')
    throw new UsageError(`${path} is no evidence of this version: its first line is not of schema assay.evidence/1.`)
  assertOneRun(lines, path)
  return lines
}

/** What two runs left in one file is evidence of neither: an end of the one would be taken for an end of the other. */
function assertOneRun(lines: readonly ReadLine[], path: string): asserts lines is readonly WrittenLine[] {
  const [first] = lines
  if (typeof first?.run !== 'string')
    throw new UsageError(
      `${path} was written by a version that did not mark which run a line belongs to: read it with that version.`,
    )
  const place = lines.findIndex(({ run }) => run !== first.run)
  if (place >= 0)
    throw new UsageError(
      `${path} holds lines of two runs (line ${place + 1} is the first of another): nothing can be told from it. Give each run a folder of its own with --out.`,
    )
}

const lineOf = ({ text, number, isOpen }: Row, path: string): readonly ReadLine[] => {
  const found = foreignJson(text)
  // A whole line ends with a line feed, so what is cut off can only be the last row.
  if (!found && isOpen) return []
  if (found && isLine(found.value)) return [found.value]
  const why = found ? whyNoLine(found.value) : 'it is not JSON'
  throw new UsageError(`Line ${number} of ${path} cannot be read: ${why}. The file was changed since it was written.`)
}
