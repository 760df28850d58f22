import type { Settles } from '../../contracts/relations/states.ts'
import type { Exchange } from '../../core/exchange.ts'
import { at, type Json, type Path, pointer } from '../../core/json.ts'
import type { Case } from '../cases/case.ts'
import { relationFacets } from '../flows/relation-facets.ts'
import { story } from '../flows/story.ts'
import { workOf } from '../once.ts'
import type { Session } from '../session.ts'
import { askOnce, askUntil, bodyOf } from './ask-until.ts'
import { isEndOf } from './settle-cases.ts'

/** What names the thing that an exchange made: all else of its reply may be long, and is not asked for again. */
type Made = { readonly id: string; readonly value: Json }

const making = workOf<Made[]>('what was made with rare values')

/** What requests with rare values made, by the place of its name in their replies. */
const madeOf = (session: Session, operation: string, place: Path): Promise<Made[]> =>
  session.once(making, `${operation} ${pointer(place)}`, async () => [])

/** Remembers what a request with rare values made: where another call shows it, it is read back. */
export const noteMade = async (session: Session, exchange: Exchange): Promise<void> => {
  const { id, operation } = exchange
  for (const place of placesOf(session, operation)) {
    const value = at(bodyOf(exchange), place) ?? null
    if (value !== null) (await madeOf(session, operation, place)).push({ id, value })
  }
}

/** Each place once, where the replies of an operation name what it made. */
const placesOf = ({ contract }: Session, operation: string): Iterable<Path> => {
  const made = contract.relations.flatMap((one) => (one.kind === 'settles' ? one.made : []))
  const keys = made.flatMap((one) => (one.operation === operation ? [one.key.steps] : []))
  return new Map(keys.map((steps) => [pointer(steps), steps])).values()
}

/** Reads what was made with rare values, where its own reply does not show them; relations judge what comes. */
export const readBackCases = (session: Session): readonly Case[] =>
  session.contract.relations.flatMap((relation) => {
    if (relation.kind !== 'settles') return []
    return relation.made.flatMap(({ operation }) => {
      const below = relation.followed.flatMap((one) =>
        one.operation === operation && one.about !== undefined ? relationFacets(session, one.about) : [],
      )
      return below.length === 0 ? [] : [readBackCase(session, { relation, operation, about: [...new Set(below)] })]
    })
  })

type Plan = { readonly relation: Settles; readonly operation: string; readonly about: readonly string[] }

const readBackCase = (session: Session, { relation, operation, about }: Plan): Case =>
  story(session, {
    id: `read-back/${operation}`,
    title: `each ${relation.what} that ${operation} made with rare values, read back`,
    // What there is to read is known when all others have ended.
    turn: 'alone',
    about,
    run: async (conversation) => {
      const { read } = relation
      const isEnd = isEndOf(relation)
      const key = relation.made.find((one) => one.operation === operation)?.key
      const made = key ? await madeOf(session, operation, key.steps) : []
      const values = made.toSorted((one, other) => (one.id < other.id ? -1 : 1)).flatMap(({ value }) => value)
      const asking = (value: Json) => ({ operation: read.operation, key: read.key, value, isEnd })
      const unended: Json[] = []
      for (const value of values) if (!isEnd(bodyOf(await askOnce(conversation, asking(value))))) unended.push(value)
      for (const value of unended) {
        const last = (await askUntil(conversation, asking(value))).at(-1)
        // What does not end at all is reported by stories that wait for it: one of them is waited for here.
        if (!last || !isEnd(bodyOf(last))) return
      }
    },
  })
