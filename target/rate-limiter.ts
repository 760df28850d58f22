import type { Limit } from '../core/limits.ts'
import { semaphore } from './semaphore.ts'
import { type SlidingWindow, slidingWindow } from './sliding-window.ts'
import type { Wait } from './wait.ts'
import type { Waiting } from './waiting.ts'

/** A limit, and the operations whose requests count towards it. */
export type ClassLimit = Limit & { readonly operations: readonly string[] }

export type RateLimits = {
  /** Requests under way at once. */
  readonly concurrency: number
  readonly requestsPerSecond?: number
  /** Further limits, each for some operations. @defaultValue none */
  readonly limits?: readonly ClassLimit[]
  /** Called when nothing is sent for a while. @defaultValue nobody is called */
  readonly onWait?: (wait: Wait) => void
}

/** Whether others may be under way at the same time. */
export type Company = 'among-others' | 'apart' | 'alone'

/** Lets so many requests through at once, so many a second, and so many of a class in its period. */
export type RateLimiter = {
  /** The work of a request of an operation; undefined where the wait for its turn was cut short. */
  readonly schedule: <T>(operation: string, work: () => Promise<T>, company?: Company) => Promise<T | undefined>
  /** Nothing starts for so many milliseconds. */
  readonly pause: (ms: number) => void
}

export const rateLimiter = (
  { concurrency, requestsPerSecond, limits = [], onWait }: RateLimits,
  waits: Waiting,
): RateLimiter => {
  const classes = limits.map((limit) => ({ ...limit, ...slidingWindow(limit, waits, onWait) }))
  const { within, alone } = semaphore(concurrency)
  let nextStart = 0

  const turn = async (): Promise<boolean> => {
    // Asked anew after each wait: another may have started, or the limiter may be paused, meanwhile.
    while (nextStart > performance.now()) if (!(await waits.until(() => nextStart))) return false
    if (requestsPerSecond !== undefined) nextStart = performance.now() + 1000 / requestsPerSecond
    return true
  }
  return {
    schedule: async (operation, work, company = 'among-others') => {
      const own = classes.filter(({ operations }) => operations.includes(operation))
      // A place is taken last, so that those who wait for their class keep it from nobody.
      const isAllowed = await takeAll(own)
      try {
        const entered = company === 'alone' ? alone : within
        return await entered(async () => (isAllowed && (await turn()) ? work() : undefined))
      } finally {
        for (const { giveBack } of own) giveBack()
      }
    },
    pause: (ms) => {
      nextStart = Math.max(nextStart, performance.now() + ms)
    },
  }
}

const takeAll = async (windows: readonly SlidingWindow[]): Promise<boolean> => {
  const taken: boolean[] = []
  for (const { take } of windows) taken.push(await take())
  return taken.every(Boolean)
}
