import { type Among, amongOf } from './among.ts'
import type { Exchange } from './exchange.ts'
import { grouped } from './grouped.ts'
import { type MadeValue, madeBy, mayMake } from './made.ts'
import { oncePer } from './once-per.ts'
import { holds, textOf } from './request-text.ts'

/** A value that stands in a request, and was made by the reply to an earlier exchange. */
export type Made = MadeValue & {
  /** Id of the exchange whose reply it is. */
  readonly from: string
  /** Present where it lies in one element of a list: which. */
  readonly among?: Among
}

/** Who made what of the exchanges of a list, which are in the order in which they were sent. */
export type Makers = {
  /** Where an exchange stands in the list; -1 of others. */
  readonly placeOf: (exchange: Exchange) => number
  /** What an exchange made of what `later` ones send, which lead to the exchange `shown`. */
  readonly madeFor: (exchange: Exchange, later: readonly Exchange[], shown: Exchange) => readonly Made[]
}

/** Whether two exchanges are of the same case. */
export const isOwn = (one: Exchange, other: Exchange): boolean => caseOf(one) === caseOf(other)

const caseOf = oncePer(({ id }: Exchange): string => id.slice(0, Math.max(id.lastIndexOf('#'), 0)))

/** An exchange whose reply tells a value that its case had not sent by then. */
type Teller = { readonly exchange: Exchange; readonly made: Made }

/** What is found out is kept as long as the list, which no longer changes. */
export const makersIn = oncePer((all: readonly Exchange[]): Makers => {
  // An exchange that the list names twice stands at its first place.
  const places = new Map(all.map((one, place) => [one, place] as const).toReversed())
  const placeOf = (one: Exchange): number => places.get(one) ?? -1
  const byCase = grouped(all, caseOf)
  const ownBefore = (one: Exchange): readonly Exchange[] =>
    (byCase.get(caseOf(one)) ?? []).filter((other) => placeOf(other) < placeOf(one))

  const known = new Map<string, readonly Teller[]>()
  const tellersOf = (value: string): readonly Teller[] => {
    const tellers = known.get(value) ?? all.flatMap((one) => tellerOf(one, value))
    known.set(value, tellers)
    return tellers
  }
  const tellerOf = (exchange: Exchange, value: string): readonly Teller[] => {
    const found = mayMake(exchange, value) ? madeBy(exchange).find((other) => other.value === value) : undefined
    if (!found) return []
    const before = ownBefore(exchange)
    if ([...before, exchange].some(({ request }) => textOf(request).includes(value))) return []
    const among = amongOf(exchange, found.pointer, before)
    return [{ exchange, made: { ...found, from: exchange.id, ...(among ? { among } : {}) } }]
  }

  /**
   * The first whose reply tells a value before its case sent it. Fixtures may be made at the same time as other things of
   * their kind: the case of the exchange that is shown is asked first, then who knows by what was sent.
   */
  const makerOf = (value: string, shown: Exchange): Teller | undefined => {
    const tellers = tellersOf(value).filter(({ exchange }) => placeOf(exchange) <= placeOf(shown))
    return (
      tellers.find(({ exchange }) => isOwn(exchange, shown)) ??
      tellers.find(({ made }) => made.among !== undefined) ??
      tellers[0]
    )
  }

  const sendersOf = sendersIn(all)
  const sentOn = oncePer((exchange: Exchange) =>
    madeBy(exchange).flatMap(({ value }) => {
      const senders = sendersOf(value).filter((one) => placeOf(one) > placeOf(exchange))
      return senders.length > 0 ? [{ value, senders: new Set(senders) }] : []
    }),
  )

  return {
    placeOf,
    madeFor: (exchange, later, shown) =>
      sentOn(exchange)
        .filter(({ senders }) => later.some((one) => senders.has(one)))
        .flatMap(({ value }) => {
          const maker = makerOf(value, shown)
          return maker?.exchange === exchange ? [maker.made] : []
        }),
  }
})

/** Who sends a value: replies hold thousands of values, of which hardly one is sent, so that requests are known by their words. */
const sendersIn = (all: readonly Exchange[]): ((value: string) => readonly Exchange[]) => {
  const byWord = new Map<string, Exchange[]>()
  for (const one of all)
    for (const word of new Set(wordsIn(textOf(one.request)))) {
      const senders = byWord.get(word)
      if (senders) senders.push(one)
      else byWord.set(word, [one])
    }
  return (value) => {
    const candidates = wordsIn(value).reduce<readonly Exchange[]>((fewest, word) => {
      const senders = byWord.get(word) ?? []
      return senders.length < fewest.length ? senders : fewest
    }, all)
    return candidates.filter(({ request }) => holds(textOf(request), value))
  }
}

/** Where a text holds a value, it has each word of it as a whole: the same signs end words and values. */
const wordsIn = (text: string): readonly string[] => text.match(/\w{4,}/g) ?? []
