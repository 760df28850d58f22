import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Kill } from './kill.ts'

/** Some faults of one reference. */
export type Piece = { readonly contract: string; readonly faults: readonly string[]; readonly seed: number }
export type Told = { readonly kind: 'kill'; readonly kill: Kill } | { readonly kind: 'done' }

/** Runs all pieces, one thread a core. Kills come as they are made, from all threads in turn. */
export const selftestAll = async (pieces: readonly Piece[], onKill: (kill: Kill) => void): Promise<readonly Kill[]> => {
  const waiting = [...pieces]
  const kills: Kill[] = []
  const threads = Math.min(availableParallelism(), pieces.length)
  await Promise.all(
    Array.from({ length: threads }, () =>
      oneThread(waiting, (kill) => {
        kills.push(kill)
        onKill(kill)
      }),
    ),
  )
  return kills
}

const oneThread = (waiting: Piece[], onKill: (kill: Kill) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./selftest-worker.js', import.meta.url))
    const next = (): void => {
      const piece = waiting.shift()
      if (piece) worker.postMessage(piece)
      else void worker.terminate().then(() => resolve())
    }
    worker.once('error', reject)
    worker.on('message', (told: Told) => {
      if (told.kind === 'kill') onKill(told.kill)
      else next()
    })
    next()
  })
