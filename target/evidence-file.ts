import { closeSync, openSync, writeSync } from 'node:fs'
import type { EvidenceLine } from '../core/evidence-line.ts'

/** Adds lines to a file of evidence. */
export type EvidenceFile = { readonly add: (line: EvidenceLine) => void; readonly close: () => void }

/** Each line is handed to the system at once: what is in it survives whatever becomes of this process. */
export const openEvidence = (path: string, run: string): EvidenceFile => {
  const file = openSync(path, 'a')
  let isBroken = false
  return {
    add: (line) => {
      if (isBroken) return
      try {
        writeSync(file, `${JSON.stringify({ ...line, run })}\n`)
      } catch (error) {
        // Told once, as a fault of the case at hand; the others go on without evidence.
        isBroken = true
        throw new Error(`The evidence cannot be written to ${path}: ${(error as Error).message}`)
      }
    },
    close: () => closeSync(file),
  }
}
