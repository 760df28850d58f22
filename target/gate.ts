import { sleep } from './throttle.ts'

/** Lets so many requests through at once and so many a second. */
export type Gate = {
  readonly through: <T>(work: () => Promise<T>) => Promise<T>
  /** Nothing starts for so many milliseconds. */
  readonly hold: (ms: number) => void
}

export const gate = (limits: { readonly concurrency: number; readonly requestsPerSecond?: number }): Gate => {
  const waiting: (() => void)[] = []
  let inside = 0
  let nextStart = 0

  const enter = async (): Promise<void> => {
    if (inside >= limits.concurrency) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    await turn()
  }
  const turn = async (): Promise<void> => {
    // Asked anew after each wait: another may have started, or the gate may be held, meanwhile.
    for (let wait = nextStart - performance.now(); wait > 0; wait = nextStart - performance.now()) await sleep(wait)
    if (limits.requestsPerSecond !== undefined) nextStart = performance.now() + 1000 / limits.requestsPerSecond
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else inside -= 1
  }
  return {
    through: async (work) => {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    hold: (ms) => {
      nextStart = Math.max(nextStart, performance.now() + ms)
    },
  }
}
