import type { Place } from '../../contracts/relations/relation.ts'
import type { Exchange } from '../../core/exchange.ts'
import { at, type Json } from '../../core/json.ts'

/** An exchange with what its texts say, as relations look at it. */
export type Side = {
  readonly exchange: Exchange
  /** The request's body; undefined where it has none that can be read. */
  readonly request: Json | undefined
  readonly reply: Json | undefined
  /** Values of the path's parameters. */
  readonly path: Readonly<Record<string, string>>
}

export const valueAt = (side: Side, { in: where, steps }: Place): Json | undefined => {
  switch (where) {
    case 'request':
      return at(side.request, steps)
    case 'reply':
      return at(side.reply, steps)
    case 'path':
      return side.path[steps[0] ?? '']
    case 'header':
      return headerOf(side.exchange, steps[0] ?? '')
  }
}

const headerOf = ({ request: { headers } }: Exchange, name: string): string | undefined =>
  Object.entries(headers).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1]

/** Ids are compared as text: some targets write them as numbers in one place and as text in another. */
export const keyAt = (side: Side, place: Place): string | undefined => {
  const value = valueAt(side, place)
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined
}
