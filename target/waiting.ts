/** Waits that can be cut short, since a run may end while many of its requests wait for their turn. */
export type Waiting = {
  /** Waits for a moment of `performance.now()`, which may be put off meanwhile; false where it was cut short. */
  readonly until: (moment: () => number) => Promise<boolean>
  /** Has all who wait see whether it is over. */
  readonly wake: () => void
}

export type End = {
  readonly isOver: () => boolean
  /** It is over then at the latest, in milliseconds since the epoch. @defaultValue never */
  readonly deadline?: number
}

/** Timers take no longer times. */
const longest = 2 ** 31 - 1

export const waiting = ({ isOver, deadline = Number.POSITIVE_INFINITY }: End): Waiting => {
  const sleepers = new Set<() => void>()
  const nap = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wakeUp = (): void => {
        clearTimeout(timer)
        sleepers.delete(wakeUp)
        resolve()
      }
      const timer = setTimeout(wakeUp, Math.min(ms, deadline - Date.now(), longest))
      sleepers.add(wakeUp)
    })
  return {
    until: async (moment) => {
      for (let rest = moment() - performance.now(); rest > 0; rest = moment() - performance.now()) {
        if (isOver()) return false
        await nap(rest)
      }
      return true
    },
    wake: () => {
      for (const wakeUp of [...sleepers]) wakeUp()
    },
  }
}
