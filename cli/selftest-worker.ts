import { parentPort } from 'node:worker_threads'
import { mutantsOf, namedIn } from '../mutants/mutants.ts'
import type { Reference } from '../reference/reference.ts'
import { referenceFor } from '../reference/references.ts'
import { detectMutant, mutationSubjectOf } from './mutation.ts'
import { selftest, subjectOf } from './selftest.ts'
import type { Piece, WorkerMessage } from './selftest-pool.ts'

/** A thread of the self-test: given a piece, it reports what became of each fault or mutant, and then that it is done. */
const tell = (message: WorkerMessage): void => parentPort?.postMessage(message)

type Runner = (id: string) => Promise<Extract<WorkerMessage, { kind: 'result' }>['result']>

const runnerOf = {
  fault: async (reference: Reference, seed: number): Promise<Runner> => {
    const subject = await subjectOf(reference, seed)
    return (id) => selftest(subject, id)
  },
  mutant: async (reference: Reference, seed: number): Promise<Runner> => {
    const subject = await mutationSubjectOf(reference, seed)
    return (id) => detectMutant(subject, namedIn(subject.contract, mutantsOf(subject.contract), id))
  },
}

/** What a thread has found out about a reference serves all its pieces. */
const runners = new Map<string, Promise<Runner>>()

const work = async ({ contract, ids, kind, seed }: Piece): Promise<void> => {
  const reference = referenceFor(contract)
  if (!reference) throw new Error(`There is no reference for ${contract}.`)
  const runner = runners.get(contract) ?? runnerOf[kind](reference, seed)
  runners.set(contract, runner)
  for (const id of ids) tell({ kind: 'result', result: await (await runner)(id) })
  tell({ kind: 'done' })
}

parentPort?.on('message', (piece: Piece) => void work(piece).catch(thrown))

/** An error within a promise would leave the other side waiting. */
const thrown = (error: Error): void =>
  queueMicrotask(() => {
    throw error
  })
