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
 * Every whole line of a file of evidence, one after another: the whole of it may be larger than memory is. The last one
 * of a run that was killed may be cut off: it is left out.
 *
 * @throws UsageError where the file is none, another line than the last cannot be read, or not all are of one run
 */
export async function* linesIn(path: string): AsyncGenerator<WrittenLine> {
  let run: string | undefined
  try {
    for await (const row of rowsOf(path)) {
      if (row.text === '') continue
      const line = lineOf(row, path)
      if (!line) continue
      run ??= runOf(line, path)
      yield ofRun(line, { run, path, number: row.number })
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    const [code, message] = [codeOf(error), messageOf(error)]
    throw new UsageError(`Cannot read the evidence ${path}: ${code === 'ENOENT' ? 'there is no such file' : message}.`)
  }
  if (run === undefined) throw notOfThisVersion(path)
}

const notOfThisVersion = (path: string): UsageError =>
  new UsageError(`${path} is no evidence of this version: its first line is not of schema assay.evidence/1.`)

const runOf = (first: ReadLine, path: string): string => {
  if (first.kind !== 'run' || first.schema !== 'assay.evidence/1') throw notOfThisVersion(path)
  if (typeof first.run === 'string') return first.run
  throw new UsageError(
    `${path} was written by a version that did not mark which run a line belongs to: read it with that version.`,
  )
}

type Whose = { readonly run: string; readonly path: string; readonly number: number }

/** What two runs left in one file is evidence of neither: an end of the one would be taken for an end of the other. */
const ofRun = (line: ReadLine, { run, path, number }: Whose): WrittenLine => {
  if (line.run === run) return { ...line, run }
  throw new UsageError(
    `${path} holds lines of two runs (line ${number} is the first of another): nothing can be told from it. Give each run a folder of its own with --out.`,
  )
}

const lineOf = ({ text, number, isOpen }: Row, path: string): ReadLine | undefined => {
  const found = foreignJson(text)
  // A whole line ends with a line feed, so what is cut off can only be the last row.
  if (!found && isOpen) return undefined
  if (found && isLine(found.value)) return found.value
  const why = found ? whyNoLine(found.value) : 'it is not JSON'
  throw new UsageError(`Line ${number} of ${path} cannot be read: ${why}. The file was changed since it was written.`)
}
