import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Kill } from './kill.ts'
import type { MutantRun } from './mutation.ts'

/** Some faults, or some mutants, of one reference, by their ids. */
export type Piece<Kind extends keyof Results = keyof Results> = {
  readonly contract: string
  readonly seed: number
  readonly kind: Kind
  readonly ids: readonly string[]
}

type Results = { readonly fault: Kill; readonly mutant: MutantRun }

export type WorkerMessage<Result = Kill | MutantRun> =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'done' }

/** Small enough that all threads end at about the same time. */
const pieceSize = 10

/** The same work in small pieces. */
export const inPieces = <Kind extends keyof Results>({
  contract,
  seed,
  kind,
  ids,
}: Piece<Kind>): readonly Piece<Kind>[] =>
  Array.from({ length: Math.ceil(ids.length / pieceSize) }, (_, index) => ({
    contract,
    seed,
    kind,
    ids: ids.slice(index * pieceSize, (index + 1) * pieceSize),
  }))

/** Runs all pieces, of one kind, one thread a core. Results come as they are made, from all threads in turn. */
export const runPieces = async <Kind extends keyof Results>(
  pieces: readonly Piece<Kind>[],
  onResult: (result: Results[Kind]) => void,
): Promise<readonly Results[Kind][]> => {
  const waiting = [...pieces]
  const results: Results[Kind][] = []
  const threads = Math.min(availableParallelism(), pieces.length)
  await Promise.all(
    Array.from({ length: threads }, () =>
      oneThread<Results[Kind]>(waiting, (result) => {
        results.push(result)
        onResult(result)
      }),
    ),
  )
  return results
}

const oneThread = <Result>(waiting: Piece[], onResult: (result: Result) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./selftest-worker.js', import.meta.url))
    const next = (): void => {
      const piece = waiting.shift()
      if (piece) worker.postMessage(piece)
      else void worker.terminate().then(() => resolve())
    }
    worker.once('error', reject)
    worker.on('message', (message: WorkerMessage<Result>) => {
      if (message.kind === 'result') onResult(message.result)
      else next()
    })
    next()
  })
