import { excuse, isAccepted } from '../../checks/answer.ts'
import { type Outcome, onceMore, saysSo, together } from '../../checks/relations/once.ts'
import type { RelationResult } from '../../checks/relations/relation-result.ts'
import { keyAt } from '../../checks/relations/side.ts'
import type { Once } from '../../contracts/relations/relation.ts'
import { replyOf } from '../../core/exchange.ts'
import { at } from '../../core/json.ts'
import { type Ended, type Found, found, remembered, type Tracker } from './event.ts'
import { keptIn } from './kept-in.ts'
import type { Requests } from './requests.ts'

/** A request that names something, and since when it is known what became of it. */
type Use = { readonly event: Ended; outcome?: Outcome; known: number }

type Settled = Use & { readonly outcome: Outcome }

/** So many uses of one key are remembered. */
const mostUses = 8

export const trackOnce = (relation: Once, requests: Requests): Tracker => {
  const { operation, key, done } = relation
  const uses = new Map<string, Use[]>()
  /** Uses by what ties the call to them that shows what became of them. */
  const awaited = new Map<string, { readonly use: Use; readonly name: string }>()
  const foundBy = new Map<string, readonly Found[]>()

  const nameOf = (event: Ended): string | undefined => {
    if (key) return requests.isSound(event.side) ? keyAt(event.side, key) : undefined
    return requests.again(event)
  }

  /** What the reply itself says: other refusals than the promised one say something only of the very same request. */
  const outcomeOf = (event: Ended, name: string): Outcome | undefined => {
    const { exchange } = event.side
    if (isAccepted(exchange)) return { kind: 'taken' }
    const status = replyOf(exchange)?.status
    if (status === undefined || status === 429 || excuse(exchange) !== undefined) return undefined
    if (relation.refusedWith.includes(status)) return { kind: 'refused' }
    const isSame = uses.get(name)?.some((one) => one.outcome?.kind === 'taken' && wireOf(one.event) === wireOf(event))
    if (!isSame && key) return undefined
    const wide = relation.again?.wide.find((reading) => reading.status.some((one) => matches(one, status)))
    if (wide) return { kind: 'refused', ambiguity: wide.ambiguity }
    // What comes of a request that another call tells of is not known from a reply that is no answer.
    return done && status >= 500 ? undefined : { kind: 'odd', status }
  }

  const settle = (use: Use, name: string, { outcome, event }: { outcome: Outcome; event: Ended }): readonly Found[] => {
    const others = (uses.get(name) ?? []).filter((one) => one !== use && one.outcome !== undefined)
    use.outcome = outcome
    use.known = event.ended
    const before = others.find((one) => one.outcome?.kind === 'taken' && one.known < use.event.begun)
    if (before) {
      const says = outcome.kind === 'refused' && event.id !== use.event.id ? saysSo(relation, event.side.reply) : []
      return found([...onceMore(relation, outcome), ...says], before.event, use.event)
    }
    return others
      .filter((one) => one.known >= use.event.begun)
      .flatMap((one) =>
        one.outcome
          ? found(ofTwo(relation, { ...use, outcome }, { ...one, outcome: one.outcome }), one.event, use.event)
          : [],
      )
  }

  const begun = (event: Ended): readonly Found[] => {
    const name = nameOf(event)
    const outcome = name === undefined ? undefined : outcomeOf(event, name)
    if (name === undefined || !outcome) return []
    const use: Use = { event: remembered(event), known: Number.POSITIVE_INFINITY }
    const all = keptIn(uses, name, () => [])
    // The first one that was taken is what all others are compared with.
    if (all.length < mostUses) all.push(use)
    if (!done || outcome.kind !== 'taken') return settle(use, name, { outcome, event })
    const asked = keyAt(event.side, done.key.written)
    if (asked !== undefined) keptIn(awaited, asked, () => ({ use, name }))
    return []
  }

  const shown = (event: Ended): readonly Found[] => {
    const asked = done && isAccepted(event.side.exchange) ? keyAt(event.side, done.key.asked) : undefined
    const waiting = asked === undefined ? undefined : awaited.get(asked)
    if (!done || !waiting || waiting.use.outcome) return []
    const state = at(event.side.reply, done.at)
    const isIn = (all: readonly unknown[]): boolean => all.includes(state)
    const outcome: Outcome | undefined = isIn(done.taken)
      ? { kind: 'taken' }
      : isIn(done.refused)
        ? { kind: 'refused' }
        : undefined
    return outcome ? settle(waiting.use, waiting.name, { outcome, event }) : []
  }

  return {
    operations: [operation, ...(done ? [done.operation] : [])],
    end: (event) => {
      const all = [
        ...(event.operation === operation ? begun(event) : []),
        ...(event.operation === done?.operation ? shown(event) : []),
      ]
      if (all.length > 0) keptIn(foundBy, event.id, () => all)
    },
    judge: ({ id }) => {
      const all = foundBy.get(id) ?? []
      foundBy.delete(id)
      return all
    },
  }
}

/** Two uses, of which neither began when it was known what became of the other: one after the other, or at once. */
const ofTwo = (relation: Once, one: Settled, other: Settled): readonly RelationResult[] => {
  const [first, second] = one.event.begun <= other.event.begun ? [one, other] : [other, one]
  if (second.event.begun < first.event.ended) return together(relation, first.outcome, second.outcome)
  return first.outcome.kind === 'taken' ? onceMore(relation, second.outcome) : []
}

const matches = (written: string, status: number): boolean =>
  written.endsWith('XX') ? written[0] === String(status)[0] : written === String(status)

const wireOf = ({ side: { exchange } }: Ended): string => {
  const { method, path, headers, body } = exchange.request
  return JSON.stringify([method, path, headers, body])
}
