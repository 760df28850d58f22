import { isAccepted } from '../../checks/answer.ts'
import { echo, idIn, isEchoIn } from '../../checks/relations/echo.ts'
import { keyAt } from '../../checks/relations/side.ts'
import type { Echo } from '../../contracts/relations/relation.ts'
import { at, isList, type Json } from '../../core/json.ts'
import { lazily } from '../../core/lazily.ts'
import { type Ended, type Event, found, isRefused, remembered, type Tracker } from './event.ts'
import { valueInPath } from './in-path.ts'
import { keptIn } from './kept-in.ts'
import type { Requests } from './requests.ts'
import type { Things } from './things.ts'

/** An element of a list, and when the reading that showed it first had ended. */
type Seen = { readonly element: Json; readonly ended: number }

/** So many writes and removals of a list are kept, and looked for in each later reading of it. */
const mostWritten = 160

/** What was written and removed where, and the elements of lists by their ids. */
type Memory = { readonly written: Map<string, Event[]>; readonly elements: Map<string, Map<string, Seen>> }

type Known = { readonly requests: Requests; readonly things: Things }

export const trackEcho = (relation: Echo, { requests, things }: Known): Tracker => {
  const memory: Memory = { written: new Map(), elements: new Map() }
  const { key } = relation.reply
  return {
    operations: [relation.request.operation, relation.reply.operation, ...relation.removedBy],
    begin: ({ event }) => {
      const name = relation.removedBy.includes(event.operation) ? valueInPath(event, key?.written) : undefined
      if (name !== undefined) keptIn(memory.written, name, () => []).push(event)
    },
    end: (event) => {
      if (relation.removedBy.includes(event.operation)) lighten(relation, memory, event)
      keepWritten(relation, memory, event)
      keepElements(relation, memory, event)
    },
    judge: (event) => {
      const { side } = event
      if (relation.reply.operation !== event.operation || !isAccepted(side.exchange)) return []
      if (!key) {
        const before = (): ReadonlySet<string> => idsBefore(relation, things.sightsFor(side), event)
        return requests.isSound(side)
          ? found(echo(relation, { written: side, shown: side, before: before() }), event)
          : []
      }
      return lasting(relation, memory, { event, name: keyAt(side, key.asked) }).flatMap((one) =>
        one.side && requests.isSound(one.side)
          ? found(echo(relation, { written: one.side, shown: side, before: new Set() }), one)
          : [],
      )
    },
  }
}

/** Of a removal only what it named is looked at again. */
const lighten = (relation: Echo, { written }: Memory, event: Ended): void => {
  const name = valueInPath(event, relation.reply.key?.written)
  const list = name === undefined ? undefined : written.get(name)
  const place = list?.findIndex(({ id }) => id === event.id) ?? -1
  if (place >= 0) list?.splice(place, 1, remembered(event))
}

const keepWritten = (relation: Echo, { written }: Memory, event: Ended): void => {
  const { key } = relation.reply
  if (!key || relation.request.operation !== event.operation || !isAccepted(event.side.exchange)) return
  const name = keyAt(event.side, key.written)
  if (name === undefined) return
  const list = keptIn(written, name, () => [])
  // What was sent is compared; of what came back, an id at most, by which the element is found.
  list.push(relation.element?.named?.in === 'reply' ? event : remembered(event))
  if (list.length > mostWritten) list.shift()
}

/** Which element an id named when it was seen first. */
const keepElements = (relation: Echo, { elements }: Memory, { operation, side, ended }: Ended): void => {
  const { key, operation: reading, at: base } = relation.reply
  const list = relation.removed && key && reading === operation ? at(side.reply, base) : undefined
  const name = key && keyAt(side, key.asked)
  if (!isList(list) || name === undefined) return
  const known = keptIn(elements, name, () => new Map<string, Seen>())
  for (const element of list) {
    const id = idIn(element, relation.element?.ids ?? [])
    if (id !== undefined && !known.has(id)) known.set(id, { element, ended })
  }
}

type Asked = { readonly event: Ended; readonly name: string | undefined }

/** What was written before, and not removed since. */
const lasting = (relation: Echo, { written, elements }: Memory, { event, name }: Asked): readonly Event[] => {
  const all = name === undefined ? [] : (written.get(name) ?? [])
  const seen = name === undefined ? undefined : elements.get(name)
  const isRemoval = (one: Event): boolean => relation.removedBy.includes(one.operation)
  const removals = all
    .filter((one) => isRemoval(one) && !isRefused(one))
    .map(({ ended, path }): Removal => {
      const id = valueInPath({ path }, relation.removed)
      const removed = id === undefined ? undefined : seen?.get(id)
      // Asked for by each write: which they are is looked up once.
      const sayers = lazily(
        () => new Set(all.filter(({ side }) => side && removed && isEchoIn(relation, side, removed.element))),
      )
      return {
        ended,
        removed,
        isSaidBy: (one) => sayers().has(one),
        isSaid: lazily(() => ![...sayers()].every(isRemoval)),
      }
    })
  return all
    .filter((one) => one.ended < event.begun && relation.request.operation === one.operation)
    .filter((one) => !removals.some((other) => other.ended > one.begun && mayRemove(other, one)))
}

type Removal = {
  readonly ended: number
  /** What was seen under the id that it names. */
  readonly removed: Seen | undefined
  /** Whether an event says what was removed word for word, and whether any write does. */
  readonly isSaidBy: (event: Event) => boolean
  readonly isSaid: () => boolean
}

/** A removal of something else is none: of what was there before, or what another write alone says word for word. */
const mayRemove = ({ removed, isSaidBy, isSaid }: Removal, write: Event): boolean => {
  if (!removed) return true
  if (removed.ended < write.begun) return false
  return isSaidBy(write) || !isSaid()
}

/** Ids of the elements that earlier sights showed. */
const idsBefore = ({ element, reply }: Echo, sights: readonly Ended[], { begun }: Ended): ReadonlySet<string> => {
  if (!element || element.named) return new Set()
  const lists = sights.filter(({ ended }) => ended < begun).map((one) => at(one.side.reply, reply.at))
  return new Set(lists.flatMap((list) => (isList(list) ? list.flatMap((one) => idIn(one, element.ids) ?? []) : [])))
}
