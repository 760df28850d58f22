import { isAccepted } from '../../checks/answer.ts'
import { keyAt, valueAt } from '../../checks/relations/side.ts'
import { isSameRequest, unique, uniqueIn } from '../../checks/relations/unique.ts'
import type { Given, Unique } from '../../contracts/relations/relation.ts'
import { at, isObject, type Json } from '../../core/json.ts'
import type { Ended, Found, Tracker } from './event.ts'
import { found, remembered } from './event.ts'
import { keptIn } from './kept-in.ts'
import type { Requests } from './requests.ts'

/** A thing that was made: by which call, in which member its id stands, and what tells it from another. */
type Thing = { readonly event: Ended; readonly given: Given; readonly name: Json | undefined }

export const trackUnique = (relation: Unique, requests: Requests): Tracker => {
  /** By their ids. */
  const things = new Map<string, Thing>()
  /** Whose ids another call shows, by what ties that call to them. */
  const awaited = new Map<string, Thing[]>()
  /** The thing that was made before, by any request and by the one that is the same. */
  let last: { readonly thing: Thing; readonly id: string } | undefined
  const lastOf = new Map<string, { readonly thing: Thing; readonly id: string }>()

  const isSame = (one: Thing, other: Thing): boolean =>
    (one.event.operation === other.event.operation || (one.given.of && other.given.of) !== undefined) &&
    isSameRequest(one.name, other.name)

  const thingOf = (event: Ended, given: Given): Thing => ({
    event: remembered(event),
    given,
    name: given.of ? valueAt(event.side, given.of) : { path: { ...event.path }, body: requests.known(event) ?? null },
  })

  /** The things whose ids an exchange shows. */
  const shownBy = (event: Ended): readonly (Thing & { readonly id: string })[] => {
    if (!isAccepted(event.side.exchange)) return []
    return relation.made.flatMap((given) => {
      if (given.later?.operation !== event.operation) {
        const id = given.later || given.operation !== event.operation ? undefined : keyAt(event.side, given.id)
        return id === undefined || !requests.isSound(event.side) ? [] : [{ ...thingOf(event, given), id }]
      }
      const { key, when } = given.later
      if (!when.every(({ at: place, is }) => at(event.side.reply, place) === is)) return []
      const [name, id] = [keyAt(event.side, key.asked), keyAt(event.side, given.id)]
      const makers = name === undefined ? [] : (awaited.get(name) ?? [])
      const [first] = makers
      // That two requests were given one id to ask by is reported for that id.
      return id === undefined || !first || !makers.every((one) => isSame(one, first))
        ? []
        : makers.map((one) => ({ ...one, id }))
    })
  }

  const compared = (thing: Thing, id: string, other: Thing, earlier: string): readonly Found[] => {
    if (other.event.id === thing.event.id) return []
    const same = isSame(thing, other)
    const body = requests.known(thing.event)
    const isByName = relation.repeated?.without.some((name) => isObject(body) && body[name] != null) === true
    const results = unique(relation, {
      id,
      earlier,
      at: thing.given.id.steps,
      isSame: same,
      isByName,
      isSoft: thing.given.soft,
    })
    return found(results, other.event, thing.event)
  }

  return {
    operations: [
      ...relation.made.flatMap(({ operation, later }) => [operation, ...(later ? [later.operation] : [])]),
      ...relation.lists.map(({ operation }) => operation),
    ],
    end: (event) => {
      for (const given of relation.made) {
        if (!given.later || given.operation !== event.operation) continue
        const name = isAccepted(event.side.exchange) ? keyAt(event.side, given.later.key.written) : undefined
        if (name !== undefined && requests.isSound(event.side))
          keptIn(awaited, name, () => []).push(thingOf(event, given))
      }
    },
    judge: (event) => {
      const lists = relation.lists.flatMap(({ operation, at: place }) =>
        operation === event.operation && isAccepted(event.side.exchange)
          ? found(uniqueIn(relation, event.side.reply, place))
          : [],
      )
      const made = shownBy(event).flatMap(({ id, ...thing }) => {
        if (id === thing.given.nobodys)
          return found([
            {
              kind: 'untested',
              facet: relation.facet,
              reason: `replies have ${id} as the ${relation.what}, which says nothing of whose it is`,
            },
          ])
        const named = `${thing.given.soft} ${id}`
        const owner = keptIn(things, named, () => thing)
        if (thing.given.chosen) return []
        const request = JSON.stringify(thing.name ?? null)
        const before = lastOf.get(request)
        const others =
          owner.event.id === thing.event.id
            ? [...new Set([before, last])].filter((one) => one && one.thing.given.soft === thing.given.soft)
            : [{ thing: owner, id }]
        if (!thing.given.soft) {
          last = { thing, id }
          lastOf.delete(request)
          keptIn(lastOf, request, () => last ?? { thing, id })
        }
        return others.flatMap((other) => (other ? compared(thing, id, other.thing, other.id) : []))
      })
      return [...lists, ...made]
    },
  }
}
