/** A remembered thing, and how often it was asked for. What settles does so by reads, not by time. */
export type Seen<Thing> = { readonly thing: Thing; readonly reads: number }

/** What a service remembers of one kind. */
export type Things<Thing> = {
  get(key: string): Thing | undefined
  has(key: string): boolean
  keep(key: string, thing: Thing): void
  lose(key: string): void
  /** Counts as a read. */
  read(key: string): Seen<Thing> | undefined
}

export const newThings = <Thing>(known: readonly (readonly [string, Thing])[] = []): Things<Thing> => {
  const things = new Map<string, Seen<Thing>>(known.map(([key, thing]) => [key, { thing, reads: 0 }]))
  return {
    get: (key) => things.get(key)?.thing,
    has: (key) => things.has(key),
    keep: (key, thing) => void things.set(key, { thing, reads: 0 }),
    lose: (key) => void things.delete(key),
    read(key) {
      const before = things.get(key)
      if (!before) return undefined
      const seen = { ...before, reads: before.reads + 1 }
      things.set(key, seen)
      return seen
    },
  }
}

/** Tells how often a key was counted before. */
export const newCounter = (): ((key: string) => number) => {
  const counts = new Map<string, number>()
  return (key) => {
    const before = counts.get(key) ?? 0
    counts.set(key, before + 1)
    return before
  }
}
