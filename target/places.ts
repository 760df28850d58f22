/** Lets so many work at once; the others wait in their order. */
export type Places = { readonly within: <T>(work: () => Promise<T>) => Promise<T> }

export const places = (count: number): Places => {
  const waiting: (() => void)[] = []
  let inside = 0
  const enter = async (): Promise<void> => {
    if (inside >= count) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else inside -= 1
  }
  return {
    within: async (work) => {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
