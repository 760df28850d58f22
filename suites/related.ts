import { evidenceOf } from '../checks/relations/relation-result.ts'
import type { Contract, Operation } from '../contracts/contract.ts'
import type { Relation } from '../contracts/relations/relation.ts'
import type { Exchange, WireRequest } from '../core/exchange.ts'
import type { Evidence } from '../core/finding.ts'
import { pathValues } from './path-values.ts'
import type { Ended, Event, Found, Tracker } from './relations/event.ts'
import { type Requests, requestsOf } from './relations/requests.ts'
import { requestIn, sideOf } from './relations/side-of.ts'
import { type Things, thingsOf } from './relations/things.ts'
import { trackAlike } from './relations/track-alike.ts'
import { trackEcho } from './relations/track-echo.ts'
import { trackHidden } from './relations/track-hidden.ts'
import { trackIsolated } from './relations/track-isolated.ts'
import { trackOnce } from './relations/track-once.ts'
import { trackReadsBack } from './relations/track-reads-back.ts'
import { trackSettles } from './relations/track-settles.ts'
import { trackTransitions } from './relations/track-transitions.ts'
import { trackUnique } from './relations/track-unique.ts'

/** What was exchanged in a run, as far as later exchanges are related to it. */
export type Related = {
  /** Before a request is sent. */
  readonly begin: (id: string, operation: string, request: () => WireRequest) => void
  readonly end: (exchange: Exchange) => void
  /** What the contract's relations say of an exchange that has ended, and the earlier exchanges that they rest on. */
  readonly judge: (exchange: Exchange) => Judged
  /** What is not judged need not be kept for it. */
  readonly forget: (exchange: Exchange) => void
}

export type Judged = { readonly evidence: readonly Evidence[]; readonly earlier: readonly Exchange[] }

/** `shown`: an exchange as it is kept to be shown beside later ones. @defaultValue as it is */
export const relatedOf = (
  contract: Contract,
  id: (facet: string) => string,
  shown = (exchange: Exchange): Exchange => exchange,
): Related => {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]))
  const trackers = trackersOf(contract, operations)
  const concerned = new Set(trackers.flatMap((tracker) => tracker.operations))
  const events = new Map<string, Event>()
  let clock = 0
  return {
    begin: (exchangeId, operation, request) => {
      const of = concerned.has(operation) ? operations.get(operation) : undefined
      if (!of) return
      clock += 1
      const wire = request()
      const path = pathValues(of, wire)
      const event: Event = { id: exchangeId, operation, path, begun: clock, ended: Number.POSITIVE_INFINITY }
      events.set(exchangeId, event)
      for (const tracker of trackers) tracker.begin?.({ event, request: () => requestIn(of, wire) })
    },
    end: (exchange) => {
      const event = events.get(exchange.id)
      if (!event) return
      // What was not answered may still be done at any later time.
      if (exchange.outcome.kind !== 'reply' && exchange.outcome.kind !== 'withheld') return
      clock += 1
      event.ended = clock
      const operation = operations.get(exchange.operation)
      if (!operation) return
      event.side = { ...sideOf(operation, exchange), exchange: shown(exchange) }
      if (hasEnded(event)) for (const tracker of trackers) tracker.end(event)
    },
    forget: ({ id: exchangeId }) => void events.delete(exchangeId),
    judge: (exchange) => {
      const event = events.get(exchange.id)
      events.delete(exchange.id)
      if (!event || !hasEnded(event)) return { evidence: [], earlier: [] }
      const all = trackers.flatMap((tracker) => tracker.judge(event, exchange))
      return {
        evidence: all.map(({ result, rests }) => resting(evidenceOf(result, { id, exchange: exchange.id }), rests)),
        earlier: earlierOf(all).filter((one) => one.id !== exchange.id),
      }
    },
  }
}

/** Trackers know each other's events by themselves: it stays the same object. */
const hasEnded = (event: Event): event is Ended => event.side !== undefined

/** The exchanges that what is amiss rests on. */
const earlierOf = (all: readonly Found[]): readonly Exchange[] => {
  const shown = all.filter(({ result: { kind } }) => kind === 'failed' || kind === 'warned')
  const exchanges = shown.flatMap(({ rests }) => rests.flatMap((one) => one.side?.exchange ?? []))
  return [...new Map(exchanges.map((one) => [one.id, one])).values()]
}

const resting = (evidence: Evidence, rests: readonly Event[]): Evidence => {
  const { finding } = evidence
  const others = [...new Set(rests.map(({ id }) => id))].filter((id) => id !== finding?.exchange)
  return finding && others.length > 0 ? { ...evidence, finding: { ...finding, rests: others } } : evidence
}

type Known = {
  readonly requests: Requests
  readonly operations: ReadonlyMap<string, Operation>
  readonly things: Things
}

/** Echoes are reported first, then what reads back, then the rest as the contract has it. */
const trackersOf = (contract: Contract, operations: ReadonlyMap<string, Operation>): readonly Tracker[] => {
  const { relations } = contract
  const things = thingsOf(relations.flatMap((one) => (one.kind === 'readsBack' ? [one] : [])))
  const known = { requests: requestsOf(contract, operations), operations, things }
  const own = relations
    .toSorted((one, other) => orderOf(one) - orderOf(other))
    .map((relation) => trackerOf(relation, known))
  const hidden = trackHidden(operations)
  return hidden ? [...own, hidden] : own
}

const orderOf = ({ kind }: Relation): number => (kind === 'echo' ? 0 : kind === 'readsBack' ? 1 : 2)

const trackerOf = (relation: Relation, { requests, operations, things }: Known): Tracker => {
  switch (relation.kind) {
    case 'echo':
      return trackEcho(relation, { requests, things })
    case 'readsBack':
      return trackReadsBack(relation, things)
    case 'unique':
      return trackUnique(relation, requests)
    case 'alike':
      return trackAlike(relation, { requests, operations })
    case 'once':
      return trackOnce(relation, requests)
    case 'isolated':
      return trackIsolated(relation)
    case 'settles':
      return trackSettles(relation)
    case 'transitions':
      return trackTransitions(relation, requests)
  }
}
