import { isAccepted } from '../../checks/answer.ts'
import type { Exchange } from '../../core/exchange.ts'
import { namesMember } from '../names-member.ts'

type Placed = { readonly place: string }

/** Sends these values in one request; undefined where no more is sent. */
export type Ask<One> = (row: readonly One[]) => Promise<Exchange | undefined>

export type Sifted<One> = {
  readonly refused: readonly { readonly value: One; readonly exchange: Exchange }[]
  /** Refused at once, though each part of it was taken, or not told apart before the requests ran out. */
  readonly unexplained: readonly { readonly row: readonly One[]; readonly exchange: Exchange }[]
}

const nothing = { refused: [], unexplained: [] }

/** Which values of a row are refused alone. What a refusal names is tried apart from the rest, so that few requests do. */
export const sifted = async <One extends Placed>(
  ask: Ask<One>,
  row: readonly One[],
  above?: Exchange,
): Promise<Sifted<One>> => {
  if (row.length === 0) return nothing
  const exchange = await ask(row)
  if (!exchange) return above ? { refused: [], unexplained: [{ row, exchange: above }] } : nothing
  if (isAccepted(exchange)) return nothing
  const [first, ...others] = row
  if (first && others.length === 0) return { refused: [{ value: first, exchange }], unexplained: [] }
  const named = row.filter((one) => namesMember(exchange, one.place))
  const found =
    named.length === row.length && first
      ? await allNamed(ask, { first, others, exchange })
      : await inParts(ask, named.length === 0 ? halves(row) : apart(row, named), exchange)
  return found.refused.length + found.unexplained.length > 0 ? found : { refused: [], unexplained: [{ row, exchange }] }
}

type AllNamed<One> = { readonly first: One; readonly others: readonly One[]; readonly exchange: Exchange }

/** Either each of them is refused, or the refusal repeats what was sent: the first one tells. */
const allNamed = async <One extends Placed>(
  ask: Ask<One>,
  { first, others, exchange }: AllNamed<One>,
): Promise<Sifted<One>> => {
  const one = await sifted(ask, [first], exchange)
  const parts = one.refused.length > 0 ? others.map((other) => [other]) : halves(others)
  return joined([one, await inParts(ask, parts, exchange)])
}

const inParts = async <One extends Placed>(
  ask: Ask<One>,
  parts: readonly (readonly One[])[],
  exchange: Exchange,
): Promise<Sifted<One>> => {
  const found: Sifted<One>[] = []
  for (const part of parts) found.push(await sifted(ask, part, exchange))
  return joined(found)
}

const joined = <One>(all: readonly Sifted<One>[]): Sifted<One> => ({
  refused: all.flatMap(({ refused }) => refused),
  unexplained: all.flatMap(({ unexplained }) => unexplained),
})

const halves = <One>(row: readonly One[]): readonly (readonly One[])[] => {
  const middle = Math.ceil(row.length / 2)
  return row.length < 2 ? [row] : [row.slice(0, middle), row.slice(middle)]
}

const apart = <One>(row: readonly One[], named: readonly One[]): readonly (readonly One[])[] => [
  row.filter((one) => !named.includes(one)),
  ...named.map((one) => [one]),
]
