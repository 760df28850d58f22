import { isAccepted } from '../../checks/answer.ts'
import { holdsIn, inOrder, rankOf, staysIn } from '../../checks/relations/settles.ts'
import { keyAt, valueAt } from '../../checks/relations/side.ts'
import type { Settles } from '../../contracts/relations/states.ts'
import { type Ended, found, remembered, type Tracker } from './event.ts'
import { keptIn } from './kept-in.ts'

export const trackSettles = (relation: Settles): Tracker => {
  const { made, read } = relation
  const isReplyAsked = relation.holds.some(({ sent }) => sent?.in === 'reply')
  const makers = new Map<string, Ended[]>()
  /** Of each thing the reading that showed the furthest state. */
  const furthest = new Map<string, { event: Ended }>()
  return {
    operations: [...made.map(({ operation }) => operation), read.operation],
    end: (event) => {
      const key = made.find(({ operation }) => operation === event.operation)?.key
      const name = key && isAccepted(event.side.exchange) ? keyAt(event.side, key) : undefined
      if (name !== undefined) keptIn(makers, name, () => []).push(isReplyAsked ? event : remembered(event))
    },
    judge: (event) => {
      const name = event.operation === read.operation ? keyAt(event.side, read.key) : undefined
      if (name === undefined || !isAccepted(event.side.exchange)) return []
      const all = makers.get(name) ?? []
      // What several calls were given one id for is reported for that id.
      const [maker] = all.length === 1 ? all : []
      const results = holdsIn(relation, {
        reply: event.side.reply,
        ...(maker ? { of: maker.operation } : {}),
        sent: (place) => maker && valueAt(maker.side, place),
      })
      const before = furthest.get(name)
      const rank = rankOf(relation, event.side.reply)
      if (rank === undefined) return found(results)
      if (!before) {
        keptIn(furthest, name, () => ({ event }))
        return found(results)
      }
      const earlier = before.event
      if (rank > (rankOf(relation, earlier.side.reply) ?? -1)) before.event = event
      // What was asked for before the other answer came may be the older one.
      const order = earlier.ended < event.begun ? inOrder(relation, earlier.side.reply, event.side.reply) : []
      const same = staysIn(relation, earlier.side.reply, event.side.reply)
      return [...found(results, ...(maker ? [maker] : [])), ...found([...order, ...same], earlier)]
    },
  }
}
