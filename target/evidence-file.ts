import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import type { EvidenceLine } from '../core/evidence-line.ts'
import { sha256 } from '../core/sha256.ts'
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
  /** The same body is written as often as it came. @defaultValue long ones are written once */
  readonly isWhole?: boolean | undefined
  /** Called once, with the reason. @defaultValue nobody is */
  readonly onUnwritten?: (why: string) => void
}

/**
 * Each line is handed to the system at once: what is in it survives whatever becomes of this process. From the first one
 * that cannot be written whole, nothing more is written, so that all that is in the file can be read.
 */
export const openEvidence = (path: string, { run, isWhole, onUnwritten }: EvidenceOptions): EvidenceFile => {
  const file = openSync(path, 'a')
  const once = isWhole === true ? (line: EvidenceLine) => line : bodiesOnce()
  let why: string | undefined
  return {
    add: (line) => {
      if (why !== undefined) return
      try {
        writeWhole(file, `${JSON.stringify({ ...once(line), run })}\n`)
      } catch (error) {
        why = `the evidence cannot be written to ${path}: ${messageOf(error)}`
        onUnwritten?.(why)
      }
    },
    unwritten: () => why,
    close: () => closeSync(file),
  }
}

/** Shorter bodies take little more room than what would stand for them. */
const long = 1_000

/** What a target repeats is written down once, and named after that. */
const bodiesOnce = (): ((line: EvidenceLine) => EvidenceLine) => {
  const written = new Set<string>()
  return (line) => {
    if (line.kind !== 'exchange' || line.exchange.outcome.kind !== 'reply') return line
    const { exchange } = line
    const { reply } = line.exchange.outcome
    if (reply.body.length < long) return line
    const digest = sha256(reply.body)
    if (!written.has(digest)) {
      written.add(digest)
      return { ...line, body: { sha256: digest } }
    }
    const named = { ...exchange, outcome: { kind: 'reply' as const, reply: { ...reply, body: '' } } }
    return { ...line, exchange: named, body: { sha256: digest, isAbove: true } }
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
