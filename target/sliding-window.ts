import type { Limit } from '../core/limits.ts'
import type { Wait } from './wait.ts'
import type { Waiting } from './waiting.ts'

/** Keeps the requests of one class within their limit. */
export type SlidingWindow = {
  /** Waits for a turn; false where the wait was cut short. Each turn is given back. */
  readonly take: () => Promise<boolean>
  readonly giveBack: () => void
}

/** Timers and clocks of two machines differ by a little. */
const marginMs = 10

/**
 * As many turns as the limit has requests, each free again one period after its request was over.
 *
 * The target has counted a request when its reply is here, and counts the next one after it was sent: so no stretch of
 * one period, wherever the target begins it, ever sees more than the limit, however long requests are on their way.
 */
export const slidingWindow = (
  { requests, perSeconds }: Limit,
  { until }: Waiting,
  onWait: (wait: Wait) => void = () => undefined,
): SlidingWindow => {
  const freeFrom: number[] = Array(requests).fill(Number.NEGATIVE_INFINITY)
  const queue: ((from: number) => void)[] = []
  return {
    take: async () => {
      const from = freeFrom.shift() ?? (await new Promise<number>((resolve) => queue.push(resolve)))
      const ms = from - performance.now()
      if (ms > 0) onWait({ ms, why: `limit of ${requests} request${requests === 1 ? '' : 's'} in ${perSeconds} s` })
      return until(() => from)
    },
    giveBack: () => {
      const from = performance.now() + perSeconds * 1000 + marginMs
      const next = queue.shift()
      if (next) next(from)
      else freeFrom.push(from)
    },
  }
}
