import { isAccepted } from '../../checks/answer.ts'
import { specFor } from '../../checks/check.ts'
import { alike, effect, type Shown, sentOf, unsteadyIn, withoutBody } from '../../checks/relations/alike.ts'
import { keyAt } from '../../checks/relations/side.ts'
import { plainOf } from '../../contracts/codec/read-like.ts'
import { parseXml } from '../../contracts/codec/xml-tree.ts'
import type { Operation } from '../../contracts/contract.ts'
import type { Alike, AlikeCall, AlikeForm, Place } from '../../contracts/relations/relation.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { headerIn } from '../../core/header-in.ts'
import { asText, at } from '../../core/json.ts'
import { type Change, changeOf, type Ended, type Event, type Found, found, isRefused, type Tracker } from './event.ts'
import { fewLong } from './few-long.ts'
import { formOf } from './form-of.ts'
import { keptIn } from './kept-in.ts'
import { knownIn } from './known-in.ts'
import type { Requests } from './requests.ts'

/** A call that was taken, in one of its forms. */
type Sight = {
  readonly event: Ended
  readonly call: AlikeCall
  readonly form: AlikeForm | 'plain'
  readonly shown: Shown | undefined
}

/** What was seen of one thing in each form, last of all, and what may have changed it since. */
type Thing = { sights: Sight[]; changes: Change[] }

type Known = { readonly requests: Requests; readonly operations: ReadonlyMap<string, Operation> }

export const trackAlike = (relation: Alike, { requests, operations }: Known): Tracker => {
  const { calls, changedBy } = relation
  const things = new Map<string, Thing>()
  const keepLong = fewLong()
  const open = new Map<string, Change>()
  /** What no form is blamed for: it changes between plain replies by itself, or writes answer another than reads do. */
  const unsteady = new Set<string>()
  const mayChange = new Set(changedBy.map(({ operation }) => operation))
  const thingOf = (name: string): Thing => keptIn(things, name, () => ({ sights: [], changes: [] }))

  const sightOf = (
    event: Ended,
    exchange: Exchange,
    call: AlikeCall,
  ): (Sight & { readonly name: string }) | undefined => {
    const operation = operations.get(event.operation)
    const form = operation && formOf(call, operation, event.side.exchange.request)
    if (!form || !isAccepted(event.side.exchange)) return undefined
    const all = shownBy(event.side, exchange, form)
    const shown = call.key ? all : knownOf(operation, event, all)
    const name = call.key ? keyIn(event, call.key, shown) : nameOf(event)
    return name === undefined ? undefined : { event, call, form, shown, name }
  }

  /** The request as the contract knows it, without what must be new in each. */
  const nameOf = (event: Ended): string | undefined => {
    if (!requests.isSound(event.side)) return undefined
    return JSON.stringify([event.operation, event.path, requests.bare(event) ?? null])
  }

  const isUndisturbed = (thing: Thing, before: Sight, now: Ended): boolean =>
    before.event.ended < now.begun &&
    // The last ones are the likeliest to stand between the two.
    thing.changes.findLast(
      (one) => one.id !== before.event.id && one.id !== now.id && !one.isRefused && one.ended > before.event.begun,
    ) === undefined

  const keepUnsteady = (thing: Thing, before: Sight, now: Sight): void => {
    if (before.form !== 'plain' || now.form !== 'plain' || !isSameThing(before.call, now.call)) return
    const [one, other] = [before.shown, now.shown]
    if (one?.kind !== 'value' || other?.kind !== 'value' || !isUndisturbed(thing, before, now.event)) return
    for (const place of unsteadyIn(relation, one.value, other.value)) unsteady.add(place)
  }

  const compared = (thing: Thing, before: Sight, now: Sight): readonly Found[] => {
    const [plain, other] = before.form === 'plain' ? [before, now] : [now, before]
    if (plain.form !== 'plain' || other.form === 'plain' || !isUndisturbed(thing, before, now.event)) return []
    const rests = [before.event]
    const says =
      plain.shown?.kind === 'value' && other.shown && isSameThing(plain.call, other.call)
        ? found(alike(relation, other.form, { plain: plain.shown.value, other: other.shown, unsteady }), ...rests)
        : plain.shown && isSameThing(plain.call, other.call) && isEmpty(now.event) && now === other
          ? found(withoutBody(other.form, plain.shown), ...rests)
          : []
    return [...says, ...done(before, now, rests)]
  }

  /** What was sent in another form is asked for by the call that reads it. */
  const done = ({ call, form, event }: Sight, now: Sight, rests: readonly Event[]): readonly Found[] => {
    if (form === 'plain' || !form.effect || call.readBy?.operation !== now.event.operation) return []
    const sent = sentBy(event)
    if (!sent || now.shown?.kind !== 'value') return []
    return found(effect(form.effect, form.what, { sent: sentOf(sent), shown: now.shown.value }), ...rests)
  }

  return {
    operations: [...calls.map(({ operation }) => operation), ...changedBy.map(({ operation }) => operation)],
    begin: ({ event }) => {
      for (const { operation, key } of changedBy) {
        const name = operation === event.operation && key.in === 'path' ? event.path[key.steps[0] ?? ''] : undefined
        if (name === undefined) continue
        const change = changeOf(event)
        open.set(event.id, change)
        thingOf(name).changes.push(change)
      }
    },
    end: (event) => {
      const under = open.get(event.id)
      open.delete(event.id)
      if (!under) return
      under.ended = event.ended
      under.isRefused = isRefused(event)
    },
    judge: (event, exchange) =>
      calls
        .filter(({ operation }) => operation === event.operation)
        .flatMap((call) => {
          const sight = sightOf(event, exchange, call)
          if (!sight) return []
          const thing = thingOf(sight.name)
          // What changes it says nothing of what was seen before.
          const isChange = mayChange.has(event.operation) && thing.changes.some(({ id }) => id === event.id)
          const all = isChange ? [] : thing.sights.flatMap((before) => compared(thing, before, sight))
          const isSameForm = (one: Sight): boolean => one.form === sight.form && one.call === sight.call
          if (!isChange) for (const before of thing.sights) keepUnsteady(thing, before, sight)
          thing.sights = [...thing.sights.filter((one) => !isSameForm(one)), sight]
          keepLong(exchange, () => {
            thing.sights = thing.sights.filter((one) => one !== sight)
          })
          const oldest = Math.min(...thing.sights.map((one) => one.event.begun))
          thing.changes = thing.changes.filter(({ ended }) => ended >= oldest)
          return all
        }),
  }
}

/** What a write answers may be another thing than what reads it: the order, where the notes of it are asked for. */
const isSameThing = (one: AlikeCall, other: AlikeCall): boolean =>
  one === other || showsWhatReads(one, other) || showsWhatReads(other, one)

const showsWhatReads = ({ readBy, forms }: AlikeCall, { operation }: AlikeCall): boolean =>
  readBy?.operation === operation && forms.some(({ reply }) => reply !== undefined)

const keyIn = (event: Ended, place: Place, shown: Shown | undefined): string | undefined => {
  const value = keyAt(event.side, place)
  if (value !== undefined || place.in !== 'reply' || shown?.kind !== 'xml') return value
  const said = at(plainOf(shown.root), place.steps)
  return said === undefined ? undefined : asText(said)
}

/** Of two things that were made, what the contract does not know may be anybody's. */
const knownOf = (operation: Operation, { side }: Ended, shown: Shown | undefined): Shown | undefined => {
  const node = specFor(operation, replyOf(side.exchange)?.status ?? 0)?.node
  return shown?.kind === 'value' ? { kind: 'value', value: knownIn(node, shown.value) ?? null } : shown
}

/** What is not in the form that was asked for is reported elsewhere. */
const shownBy = (side: Ended['side'], exchange: Exchange, form: AlikeForm | 'plain'): Shown | undefined => {
  const reply = replyOf(exchange)
  const as = isXml(reply?.headers['content-type']) ? 'xml' : 'json'
  const wanted = form === 'plain' ? 'json' : form.as
  if (!reply || (wanted !== undefined && wanted !== as)) return undefined
  if (side.reply !== undefined) return { kind: 'value', value: side.reply }
  return as === 'xml' ? xmlIn(reply.body) : undefined
}

const sentBy = ({ side: { exchange, request } }: Event & { readonly side: Ended['side'] }): Shown | undefined => {
  if (request !== undefined) return { kind: 'value', value: request }
  const { headers, body } = exchange.request
  const label = headerIn(headers, 'content-type')
  return isXml(label) && body !== undefined ? xmlIn(body) : undefined
}

const xmlIn = (text: string): Shown | undefined => {
  const document = parseXml(text)
  return 'why' in document ? undefined : { kind: 'xml', root: document.root }
}

const isXml = (label: string | undefined): boolean => /[/+]xml\b/.test(label ?? '')

const isEmpty = ({ side: { exchange } }: Ended): boolean => replyOf(exchange)?.body === ''
