import { parentPort } from 'node:worker_threads'
import { referenceFor } from '../reference/references.ts'
import { type Subject, selftest, subjectOf } from './selftest.ts'
import type { Piece, Told } from './selftest-pool.ts'

/** A thread of the self-test: told a piece of a catalogue, it tells each kill and then that it is done. */
const tell = (told: Told): void => parentPort?.postMessage(told)
const subjects = new Map<string, Promise<Subject>>()

const work = async ({ contract, faults, seed }: Piece): Promise<void> => {
  const reference = referenceFor(contract)
  if (!reference) throw new Error(`There is no reference for ${contract}.`)
  const subject = subjects.get(contract) ?? subjectOf(reference, seed)
  subjects.set(contract, subject)
  for (const fault of faults) tell({ kind: 'kill', kill: await selftest(await subject, fault) })
  tell({ kind: 'done' })
}

parentPort?.on('message', (piece: Piece) => void work(piece).catch(thrown))

/** An error within a promise would leave the other side waiting. */
const thrown = (error: Error): void =>
  queueMicrotask(() => {
    throw error
  })
