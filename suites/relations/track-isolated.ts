import { isAccepted } from '../../checks/answer.ts'
import { isolated, textsIn } from '../../checks/relations/isolated.ts'
import { keyAt } from '../../checks/relations/side.ts'
import type { Isolated } from '../../contracts/relations/relation.ts'
import { copied } from '../../core/json.ts'
import { type Begun, type Ended, type Event, type Found, found, remembered, type Tracker } from './event.ts'
import { keptIn } from './kept-in.ts'

/** Who wrote a text: as long as it is not known for whom, it is everybody's. */
type Writer = { event: Event; owner?: string }

export const trackIsolated = (relation: Isolated): Tracker => {
  const writers = new Map<string, Writer[]>()
  const open = new Map<string, Writer>()
  /** Texts that were shown before anybody wrote them. */
  const old = new Map<string, Set<string>>()

  const begin = ({ event, request }: Begun): void => {
    const write = relation.written.find(({ operation }) => operation === event.operation)
    if (!write) return
    const { owner } = write
    const name = owner ? (owner.in === 'path' ? event.path[owner.steps[0] ?? ''] : undefined) : event.id
    const writer: Writer = { event, ...(name === undefined ? {} : { owner: name }) }
    keptIn(open, event.id, () => writer)
    for (const { text } of textsIn(relation.members, request()))
      keptIn(writers, text.toLowerCase(), () => []).push(writer)
  }

  const end = (event: Ended): void => {
    const writer = open.get(event.id)
    if (!writer) return
    open.delete(event.id)
    writer.event = remembered(event)
    const place = relation.written.find(({ operation }) => operation === event.operation)?.owner
    const name = place && isAccepted(event.side.exchange) ? keyAt(event.side, place) : undefined
    if (name !== undefined) writer.owner ??= name
  }

  const judge = (event: Ended): readonly Found[] =>
    isAccepted(event.side.exchange)
      ? relation.shown
          .filter(({ operation }) => operation === event.operation)
          .flatMap((shown) => judgeAt(shown, event))
      : []

  const judgeAt = ({ owner: place, at }: Isolated['shown'][number], event: Ended): readonly Found[] => {
    const owner = place ? keyAt(event.side, place) : event.id
    if (owner === undefined) return []
    const known = keptIn(old, owner, () => new Set<string>())
    const rests: Event[] = []
    // Who changes the case of what was written shows nothing of another one's by that.
    const isForeign = (shown: string): boolean => {
      const text = shown.toLowerCase()
      const all = writers.get(text) ?? []
      // It may be a part of the text of the whole reply.
      if (all.length === 0) known.add(copied(text))
      if (all.length === 0 || known.has(text)) return false
      if (!all.every((one) => one.owner !== undefined && one.owner !== owner)) return false
      rests.push(...all.slice(0, 1).map((one) => one.event))
      return true
    }
    const results = isolated(relation, { reply: event.side.reply, place: at, isForeign })
    return found(results, ...rests)
  }

  return {
    operations: [...relation.written, ...relation.shown].map(({ operation }) => operation),
    begin,
    end,
    judge,
  }
}
