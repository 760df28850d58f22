import { isAccepted } from '../../checks/answer.ts'
import { keyAt } from '../../checks/relations/side.ts'
import { transition } from '../../checks/relations/transitions.ts'
import type { Transitions } from '../../contracts/relations/states.ts'
import { replyOf } from '../../core/exchange.ts'
import { at, copied, isObject } from '../../core/json.ts'
import { type Change, changeOf, type Ended, type Found, found, isRefused, remembered, type Tracker } from './event.ts'
import { keptIn } from './kept-in.ts'
import type { Requests } from './requests.ts'

/** A thing, where it was seen to stand, and what may have changed that since. */
type Standing = { sight?: Sight; changes: Change[] }

type Sight = { readonly event: Ended; readonly state: string }

export const trackTransitions = (relation: Transitions, requests: Requests): Tracker => {
  const { shown, set, changedBy } = relation
  const things = new Map<string, Standing>()
  const foundBy = new Map<string, readonly Found[]>()
  const open = new Map<string, Change>()
  const standing = (key: string): Standing => keptIn(things, key, () => ({ changes: [] }))

  const keyOf = (event: Ended): string | undefined => {
    const place = shown.find(({ operation }) => operation === event.operation)?.key
    return place && keyAt(event.side, place)
  }

  const moved = (event: Ended, { sight, changes }: Standing): readonly Found[] => {
    const { request, reply, exchange } = event.side
    if (event.operation !== set.operation || !sight || sight.event.ended >= event.begun) return []
    // Whatever else it asks for may be why it is refused.
    if (!isObject(request) || Object.keys(request).length !== 1 || !requests.isSound(event.side)) return []
    const to = request[set.to]
    const isDisturbed = changes.some(
      (one) => one.id !== event.id && one.id !== sight.event.id && !one.isRefused && one.ended > sight.event.begun,
    )
    if (typeof to !== 'string' || isDisturbed) return []
    const from = sight.state
    if (isAccepted(exchange))
      return found(
        transition(relation, { from, to, outcome: { kind: 'taken', state: at(reply, relation.at) } }),
        sight.event,
      )
    if (replyOf(exchange)?.status !== set.refusal) return []
    return found(transition(relation, { from, to, outcome: { kind: 'refused' } }), sight.event)
  }

  return {
    operations: [...shown.map(({ operation }) => operation), set.operation, ...changedBy],
    begin: ({ event }) => {
      if (!changedBy.includes(event.operation)) return
      const change = changeOf(event)
      open.set(event.id, change)
      const place = shown.find(({ operation }) => operation === event.operation)?.key
      const key = place?.in === 'path' ? event.path[place.steps[0] ?? ''] : undefined
      if (key !== undefined) standing(key).changes.push(change)
    },
    end: (event) => {
      const under = open.get(event.id)
      open.delete(event.id)
      if (under) Object.assign(under, { ended: event.ended, isRefused: isRefused(event) })
      const key = keyOf(event)
      if (key === undefined) return
      const thing = standing(key)
      const all = moved(event, thing)
      if (all.length > 0) keptIn(foundBy, event.id, () => all)
      const state = at(event.side.reply, relation.at)
      if (!isAccepted(event.side.exchange) || typeof state !== 'string') return
      // Of two sights the later one counts; what had ended before it changes nothing after it.
      if (thing.sight && thing.sight.event.begun > event.begun) return
      thing.sight = { event: remembered(event), state: copied(state) }
      thing.changes = thing.changes.filter(({ ended }) => ended >= event.begun)
    },
    judge: ({ id }) => {
      const all = foundBy.get(id) ?? []
      foundBy.delete(id)
      return all
    },
  }
}
