import { isAccepted } from '../checks/answer.ts'
import { parsed, specFor } from '../checks/check.ts'
import { echo, idIn, isEchoIn } from '../checks/relations/echo.ts'
import { readsBack } from '../checks/relations/reads-back.ts'
import { keyAt, type Side } from '../checks/relations/side.ts'
import { evidenceOf, type Told } from '../checks/relations/told.ts'
import { codecFor } from '../contracts/codec/codecs.ts'
import type { Contract, Operation } from '../contracts/contract.ts'
import type { Echo, Place, ReadsBack, Write } from '../contracts/relations/relation.ts'
import { type Exchange, replyOf, type WireRequest } from '../core/exchange.ts'
import type { Evidence } from '../core/finding.ts'
import { at, isList, isObject, type Json } from '../core/json.ts'
import { pathValues } from './path-values.ts'
import { type Event, type Found, found, isRefused, type Tracker } from './relations/event.ts'
import { keptIn } from './relations/kept-in.ts'
import { type Requests, requestsOf } from './relations/requests.ts'
import { trackAlike } from './relations/track-alike.ts'
import { trackIsolated } from './relations/track-isolated.ts'
import { trackOnce } from './relations/track-once.ts'
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
}

export type Judged = { readonly evidence: readonly Evidence[]; readonly earlier: readonly Exchange[] }

/** An element of a list, and when the reading that showed it first had ended. */
type Seen = { readonly element: Json; readonly ended: number }

/** A thing with all that was done to it and seen of it. */
type History = { sights: Event[]; writes: Event[] }

/** So many sights of a thing are kept; what is older is not compared any more. */
const mostSights = 6

/** So many writes and removals of a list are kept, and looked for in each later reading of it. */
const mostWritten = 160

export const relatedOf = (contract: Contract, id: (facet: string) => string): Related => {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]))
  const requests = requestsOf(contract, operations)
  const trackers = trackersOf(contract, { requests, operations })
  const concerned = new Set([
    ...contract.relations.flatMap(operationsOf),
    ...trackers.flatMap((tracker) => tracker.operations),
  ])
  const events = new Map<string, Event>()
  const histories = new Map<string, History>()
  const written = new Map<string, Event[]>()
  const elements = new Map<string, Map<string, Seen>>()
  let clock = 0

  const sideOf = (exchange: Exchange): Side | undefined => {
    const operation = operations.get(exchange.operation)
    return operation && readSide(operation, exchange)
  }

  const historyOf = (relation: ReadsBack, key: string): History => {
    return keptIn(histories, `${relation.thing} ${key}`, () => ({ sights: [], writes: [] }))
  }

  const writtenOf = (relation: Echo, name: string): Event[] => keptIn(written, `${relation.id} ${name}`, () => [])

  /** Writes are known before they are sent: while one is under way, a read may show it or not. */
  const begin: Related['begin'] = (exchangeId, operation, request) => {
    if (!concerned.has(operation)) return
    const of = operations.get(operation)
    if (!of) return
    clock += 1
    const wire = request()
    const path = pathValues(of, wire)
    const event: Event = { id: exchangeId, operation, path, begun: clock, ended: Number.POSITIVE_INFINITY }
    events.set(exchangeId, event)
    for (const tracker of trackers) tracker.begin?.({ event, request: () => requestIn(of, wire) })
    const inPath = (place: Place | undefined) => (place?.in === 'path' ? path[place.steps[0] ?? ''] : undefined)
    for (const relation of thingsOf(contract)) {
      const key = inPath(relation.writes.find((one) => one.operation === operation)?.key)
      if (key !== undefined) historyOf(relation, key).writes.push(event)
    }
    for (const relation of echoesOf(contract)) {
      const name = relation.removedBy.includes(operation) ? inPath(relation.reply.key?.written) : undefined
      if (name !== undefined) writtenOf(relation, name).push(event)
    }
  }

  const end: Related['end'] = (exchange) => {
    const event = events.get(exchange.id)
    if (!event) return
    // What was not answered may still be done at any later time.
    if (exchange.outcome.kind !== 'reply' && exchange.outcome.kind !== 'withheld') return
    clock += 1
    event.ended = clock
    const side = sideOf(exchange)
    if (!side) return
    event.side = side
    for (const relation of thingsOf(contract)) keepSight(relation, event, side)
    for (const relation of echoesOf(contract)) {
      keepWritten(relation, event, side)
      keepElements(relation, event, side)
    }
    for (const tracker of trackers) tracker.end({ ...event, side })
  }

  /** Which element an id named when it was seen first. */
  const keepElements = (relation: Echo, event: Event, side: Side): void => {
    const { key, operation, at: base } = relation.reply
    const list = relation.removed && key && operation === event.operation ? at(side.reply, base) : undefined
    const name = key && keyAt(side, key.asked)
    if (!isList(list) || name === undefined) return
    const known = keptIn(elements, `${relation.id} ${name}`, () => new Map<string, Seen>())
    for (const element of list) {
      const id = idIn(element, relation.element?.ids ?? [])
      if (id !== undefined && !known.has(id)) known.set(id, { element, ended: event.ended })
    }
  }

  const keepSight = (relation: ReadsBack, event: Event, side: Side): void => {
    const key = keyIn(relation, side)
    if (key === undefined || !isSight(relation, side, key)) return
    const history = historyOf(relation, key)
    const write = relation.writes.find(({ operation }) => operation === event.operation)
    if (write?.creates === true) history.sights = []
    history.sights.push(event)
    if (history.sights.length > mostSights) history.sights.shift()
    const oldest = history.sights[0]?.begun ?? 0
    history.writes = history.writes.filter(({ ended }) => ended >= oldest)
  }

  const keepWritten = (relation: Echo, event: Event, side: Side): void => {
    const { key } = relation.reply
    if (!key || relation.request.operation !== event.operation || !isAccepted(side.exchange)) return
    const name = keyAt(side, key.written)
    if (name === undefined) return
    const list = writtenOf(relation, name)
    list.push(event)
    if (list.length > mostWritten) list.shift()
  }

  const judgeEcho = (relation: Echo, event: Event, side: Side): readonly Found[] => {
    if (relation.reply.operation !== event.operation || !isAccepted(side.exchange)) return []
    const { key } = relation.reply
    if (!key) {
      if (!requests.isSound(side)) return []
      return found(echo(relation, { written: side, shown: side, before: idsBefore(relation, event, side) }), event)
    }
    const name = keyAt(side, key.asked)
    const all = name === undefined ? [] : (written.get(`${relation.id} ${name}`) ?? [])
    return all
      .filter((one) => one.ended < event.begun && relation.request.operation === one.operation)
      .filter((one) => !all.some((other) => other.ended > one.begun && mayRemove(relation, other, { one, all, name })))
      .flatMap((one) =>
        one.side && requests.isSound(one.side)
          ? found(echo(relation, { written: one.side, shown: side, before: new Set() }), one)
          : [],
      )
  }

  /** A removal of something else is none: of what was there before, or what another write alone says word for word. */
  const mayRemove = (
    relation: Echo,
    removal: Event,
    { one, all, name }: { readonly one: Event; readonly all: readonly Event[]; readonly name: string | undefined },
  ): boolean => {
    if (!relation.removedBy.includes(removal.operation) || isRefused(removal)) return false
    const place = relation.removed
    const id = place?.in === 'path' ? removal.path[place.steps[0] ?? ''] : undefined
    const seen = id === undefined ? undefined : elements.get(`${relation.id} ${name}`)?.get(id)
    if (!seen) return true
    if (seen.ended < one.begun) return false
    const says = ({ side }: Event): boolean => side !== undefined && isEchoIn(relation, side, seen.element)
    return (
      says(one) || !all.some((other) => other !== one && !relation.removedBy.includes(other.operation) && says(other))
    )
  }

  const idsBefore = (relation: Echo, event: Event, side: Side): ReadonlySet<string> => {
    const { element } = relation
    if (!element || element.named) return new Set()
    const last = thingsOf(contract)
      .flatMap((thing) => {
        const key = keyIn(thing, side)
        return key === undefined ? [] : historyOf(thing, key).sights
      })
      .filter(({ ended }) => ended < event.begun)
    const lists = last.map((one) => at(one.side?.reply, relation.reply.at))
    return new Set(lists.flatMap((list) => (isList(list) ? list.flatMap((one) => idIn(one, element.ids) ?? []) : [])))
  }

  const judgeThing = (relation: ReadsBack, event: Event, side: Side): readonly Found[] => {
    const key = keyIn(relation, side)
    if (key === undefined || !isSight(relation, side, key)) return []
    const write = relation.writes.find(({ operation }) => operation === event.operation)
    if (write?.creates === true) return []
    const history = historyOf(relation, key)
    const before = history.sights.findLast((one) => one !== event && one.ended < event.begun)
    if (!before?.side) return []
    const between = history.writes.filter(
      (one) => one !== event && one !== before && one.ended > before.begun && one.begun < event.ended,
    )
    const changing = between.filter((one) => !isRefused(one))
    const free = [...changing, ...(write ? [event] : [])].flatMap(
      ({ operation }) => relation.writes.find((one) => one.operation === operation)?.changes ?? [],
    )
    const touched = [...changing, ...(write ? [event] : [])].flatMap(({ path }) => Object.values(path))
    const writes = changing.length + (write ? 1 : 0)
    const told = (facet: string) =>
      readsBack(relation, { before: before.side?.reply ?? null, now: side.reply ?? null, free, touched, writes, facet })
    const refused = relation.refused === undefined ? [] : between.filter(isRefused)
    const plain = write ? write.frame : facetOf(relation, before)
    // Two reads that differ, and nothing but refused requests in between: it was one of those.
    const isBetweenReads = refused.length > 0 && plain === relation.read.stable
    const all = plain === undefined || isBetweenReads ? [] : told(plain)
    const ofRefused = relation.refused !== undefined && refused.length > 0 ? told(relation.refused) : []
    const keptBy = (one: readonly Told[]) => one.filter(({ kind }) => kind === 'kept')
    return [...found(all, before), ...found(isBetweenReads ? ofRefused : keptBy(ofRefused), before, ...refused)]
  }

  return {
    begin,
    end,
    judge: (exchange) => {
      const event = events.get(exchange.id)
      const side = event?.side
      events.delete(exchange.id)
      if (!event || !side) return { evidence: [], earlier: [] }
      const all = [
        ...echoesOf(contract).flatMap((relation) => judgeEcho(relation, event, side)),
        ...thingsOf(contract).flatMap((relation) => judgeThing(relation, event, side)),
        ...trackers.flatMap((tracker) => tracker.judge({ ...event, side })),
      ]
      const shown = all.filter(({ told: { kind } }) => kind === 'broken' || kind === 'bent')
      const earlier = shown.flatMap(({ rests }) => rests.flatMap((one) => one.side?.exchange ?? []))
      return {
        evidence: all.map(({ told, rests }) => resting(evidenceOf(told, { id, exchange: exchange.id }), rests)),
        earlier: [...new Set(earlier)].filter((one) => one.id !== exchange.id),
      }
    },
  }
}

const resting = (evidence: Evidence, rests: readonly Event[]): Evidence => {
  const { finding } = evidence
  const others = [...new Set(rests.map(({ id }) => id))].filter((id) => id !== finding?.exchange)
  return finding && others.length > 0 ? { ...evidence, finding: { ...finding, rests: others } } : evidence
}

const operationsOf = (relation: Contract['relations'][number]): readonly string[] => {
  switch (relation.kind) {
    case 'echo':
      return [relation.request.operation, relation.reply.operation, ...relation.removedBy]
    case 'readsBack':
      return [relation.read.operation, ...relation.writes.map(({ operation }) => operation)]
    default:
      return []
  }
}

type Known = { readonly requests: Requests; readonly operations: ReadonlyMap<string, Operation> }

const trackersOf = ({ relations }: Contract, { requests, operations }: Known): readonly Tracker[] =>
  relations.flatMap((relation) => {
    switch (relation.kind) {
      case 'unique':
        return [trackUnique(relation, requests)]
      case 'alike':
        return [trackAlike(relation, { requests, operations })]
      case 'once':
        return [trackOnce(relation, requests)]
      case 'isolated':
        return [trackIsolated(relation)]
      case 'settles':
        return [trackSettles(relation)]
      case 'transitions':
        return [trackTransitions(relation, requests)]
      default:
        return []
    }
  })

const thingsOf = ({ relations }: Contract): readonly ReadsBack[] =>
  relations.flatMap((one) => (one.kind === 'readsBack' ? [one] : []))

const echoesOf = ({ relations }: Contract): readonly Echo[] =>
  relations.flatMap((one) => (one.kind === 'echo' ? [one] : []))

const keyIn = (relation: ReadsBack, side: Side): string | undefined => {
  const place = placeIn(relation, side.exchange.operation)
  return place && keyAt(side, place)
}

const placeIn = ({ read, writes }: ReadsBack, operation: string): Place | undefined =>
  operation === read.operation ? read.key : writes.find((one) => one.operation === operation)?.key

/**
 * A reply that shows the thing, and names it as it was asked for: that it names another is told elsewhere. What has no
 * name of its own is shown by the read alone.
 */
const isSight = ({ name, read }: ReadsBack, side: Side, key: string): boolean =>
  isAccepted(side.exchange) &&
  isObject(side.reply) &&
  (name.length === 0 ? side.exchange.operation === read.operation : at(side.reply, name) === key)

/** Which promise two sights of a thing are about: that of the write before, or that reads are stable. */
const facetOf = ({ read, writes }: ReadsBack, { operation }: Event): string | undefined => {
  if (operation === read.operation) return read.stable
  return writes.find((one: Write) => one.operation === operation)?.facet
}

const readSide = (operation: Operation, exchange: Exchange): Side => {
  const reply = replyOf(exchange)
  const read = reply && isAccepted(exchange) ? parsed(reply, specFor(operation, reply.status)) : undefined
  return {
    exchange,
    request: requestIn(operation, exchange.request),
    reply: read?.value as Json | undefined,
    path: pathValues(operation, exchange.request),
  }
}

const requestIn = ({ body }: Operation, { body: text, headers }: WireRequest): Json | undefined => {
  if (text === undefined || !body) return undefined
  const label = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const read = codecFor(label, body.mediaTypes).decode(text, body.node)
  return read.kind === 'value' ? (read.value as Json) : undefined
}
