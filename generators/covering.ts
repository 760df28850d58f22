import { isNeverDrawn } from '../contracts/schema/never-drawn.ts'
import { nodesOf, type SchemaNode } from '../contracts/schema/node.ts'
import { valuesAt } from '../core/values-at.ts'

/** Which of some places a body holds, in their order. */
export type Presence = readonly boolean[]

/** The places of the members that a body may do without. */
export const optionalPlaces = (root: SchemaNode): readonly (readonly string[])[] =>
  nodesOf(root)
    .filter((node) => isOptional(node) && !isNeverDrawn(root, node))
    .map(({ path }) => path)

const isOptional = ({ path, required }: SchemaNode): boolean =>
  path.length > 0 && path.at(-1) !== '[]' && path.at(-1) !== '*' && !required.fair

export const presenceIn = (places: readonly (readonly string[])[], body: unknown): Presence =>
  places.map((place) => valuesAt(body, place).length > 0)

export type Covering = {
  /** Which rows were picked, the earliest first. */
  readonly picked: readonly number[]
  /** Every pair of members that has been seen so, in these rows and before. */
  readonly seen: ReadonlySet<number>
}

/**
 * So many of the rows that together show most pairs of members, of each pair both, one, the other and neither: what
 * breaks only where two members meet is met.
 */
export const covering = (
  rows: readonly Presence[],
  { size, before }: { readonly size: number; readonly before: ReadonlySet<number> },
): Covering => {
  const pairs = rows.map(pairsOf)
  const seen = new Set(before)
  const picked = new Set<number>()
  while (picked.size < Math.min(size, rows.length)) {
    const next = best(pairs, { seen, picked })
    picked.add(next)
    for (const pair of pairs[next] ?? []) seen.add(pair)
  }
  return { picked: [...picked].sort((one, other) => one - other), seen }
}

type Sets = { readonly seen: ReadonlySet<number>; readonly picked: ReadonlySet<number> }

/** The row that shows most that is new; the first one that is left where none shows any. */
const best = (pairs: readonly (readonly number[])[], { seen, picked }: Sets): number => {
  const gains = pairs.map((own, place) => (picked.has(place) ? -1 : own.filter((pair) => !seen.has(pair)).length))
  return gains.indexOf(Math.max(...gains))
}

/** A number for each pair of members and which of the two are there. */
const pairsOf = (row: Presence): readonly number[] =>
  row.flatMap((one, place) =>
    row.slice(place + 1).map((other, step) => {
      const pair = place * row.length + (place + 1 + step)
      return pair * 4 + (one ? 2 : 0) + (other ? 1 : 0)
    }),
  )
