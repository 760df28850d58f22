import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import type { EvidenceLine } from '../core/evidence-line.ts'
import { messageOf } from '../core/thrown.ts'

/** Adds lines to a file of evidence. */
export type EvidenceFile = {
  readonly add: (line: EvidenceLine) => void
  /** Why not every line could be written; undefined while all were. */
  readonly unwritten: () => string | undefined
  readonly close: () => void
}

export type EvidenceOptions = {
  /** The run that the lines are of. */
  readonly run: string
  /** Told once, why. @defaultValue nobody is */
  readonly onUnwritten?: (why: string) => void
}

/**
 * Each line is handed to the system at once: what is in it survives whatever becomes of this process. From the first one
 * that cannot be written whole, nothing more is written, so that all that is in the file can be read.
 */
export const openEvidence = (path: string, { run, onUnwritten }: EvidenceOptions): EvidenceFile => {
  const file = openSync(path, 'a')
  let why: string | undefined
  return {
    add: (line) => {
      if (why !== undefined) return
      try {
        writeWhole(file, `${JSON.stringify({ ...line, run })}\n`)
      } catch (error) {
        why = `the evidence cannot be written to ${path}: ${messageOf(error)}`
        onUnwritten?.(why)
      }
    },
    unwritten: () => why,
    close: () => closeSync(file),
  }
}

/** A system that has little room left writes a part, and tells so only in how much that was. */
export const writeWhole = (file: number, text: string): void => {
  const bytes = Buffer.from(text)
  const before = fstatSync(file).size
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  } catch (error) {
    if (fstatSync(file).size > before) ftruncateSync(file, before)
    throw error
  }
}
