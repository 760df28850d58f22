import type { SchemaNode } from '../contracts/schema/node.ts'

/** How many ways to break one keyword of one place are tried, by zone. */
const most = 3

/** Each part of a moment may be out of its range by itself, and readers overlook one and not another. */
const ofMoments = 10

/**
 * There are more types than other ways to go wrong, of which a loose reader takes one and not another; a text that is a date
 * has more parts than others; of values that are numbers or names, either may be overlooked.
 */
export const limitOf = ({ schemas: { wide } }: SchemaNode, keyword: string): number => {
  if (keyword === 'type') return most + 1
  if (keyword === 'enum') return isMixed(wide['enum']) ? most + 1 : most
  if (keyword !== 'format') return most
  const name = String(wide['format'])
  return /-text$/.test(name) ? most + 1 : /date-time$/.test(name) ? ofMoments : most
}

const isMixed = (values: unknown): boolean =>
  Array.isArray(values) && new Set(values.map((value) => typeof value)).size > 1

export const isElement = ({ path }: SchemaNode): boolean => path.at(-1) === '[]'

/** One of them, another one at each place; none where there are none. */
export const oneOf = <One>(all: readonly One[], turn: number): readonly One[] =>
  all.slice(Math.abs(turn) % Math.max(all.length, 1)).slice(0, 1)

type Choice<One> = {
  readonly turn: number
  readonly limit: number
  readonly isSpare: (one: One) => boolean
  readonly isNext: (one: One) => boolean
}

/** The nearest misses, and one of the others: another one at each place. */
export const few = <One>(all: readonly One[], { turn, limit, isSpare, isNext }: Choice<One>): readonly One[] => {
  if (all.length <= limit) return all
  const others = all.slice(limit - 1).filter((one) => !isSpare(one))
  const next = others.find(isNext) ?? others[Math.abs(turn) % others.length]
  return [...all.slice(0, limit - 1), ...(next ? [next] : [])]
}
