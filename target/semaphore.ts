/** Lets so many work at once; the others wait in their order. */
export type Semaphore = {
  readonly within: <T>(work: () => Promise<T>) => Promise<T>
  /** Works while nobody else does: waits until all who came before are done, and lets those who come later wait. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
}

export const semaphore = (count: number): Semaphore => {
  const waiting: (() => void)[] = []
  let inside = 0
  let lone: Promise<unknown> = Promise.resolve()
  const enter = async (): Promise<void> => {
    if (inside >= count) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else inside -= 1
  }
  const holding = async <T>(held: number, work: () => Promise<T>): Promise<T> => {
    const all = Array.from({ length: held })
    await Promise.all(all.map(enter))
    try {
      return await work()
    } finally {
      for (const _ of all) leave()
    }
  }
  return {
    within: (work) => holding(1, work),
    // Two who each held a part of the places would wait for each other for ever.
    alone: (work) => {
      const done = lone.then(() => holding(count, work))
      lone = done.catch(() => undefined)
      return done
    },
  }
}
