import { isAlike } from '../../../checks/relations/compare.ts'
import { judgeBody } from '../../../checks/response-body.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { type Evidence, failed, inconclusive, passed, untested, warned } from '../../../core/finding.ts'
import { asText, at, foreignJson, isObject, type Json } from '../../../core/json.ts'
import type { Arrival, Receiver } from '../../../target/receiver.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { follow, isSubmission, submitOrder } from './submission.ts'

const sent = 'orderChanged/flow/sent-for-the-order'
const dateFacet = 'orderChanged/flow/date'
const secretFacet = 'orderChanged/flow/secret'

/** So many times as long an event is waited for where others arrive. */
const longer = 5

/** Orders are created while a receiver listens; what arrives is judged by the event's schema. */
export const eventCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'event/order-changed',
    title: 'the event of an order that was created',
    about: [sent, dateFacet, secretFacet, 'orderChanged/event'],
    run: async (conversation) => {
      const schemaFacets = session.contract.requirements
        .filter(({ id }) => id.startsWith(session.id('orderChanged/event')))
        .map(({ id }) => id)
      const without = (reason: string): void => {
        const own = [sent, dateFacet, secretFacet].map(session.id)
        conversation.note(...[...own, ...schemaFacets].map((id) => untested(id, reason)))
      }
      const { receiver, spec } = session
      if (!receiver || !spec.webhook) {
        return without('needs a receiver that the target can reach: give --webhook-port and subscribe the target to it')
      }
      const { waitMs } = spec.webhook
      const own = await eventOf(conversation, { receiver, waitMs, behindMs: waitMs * longer, recipe: 'first' })
      if ('reason' in own) return openAll(conversation, [sent], own.reason)
      const judged = own.arrival ?? receiver.arrivals().at(-1)
      if (!judged) {
        const where = `http://127.0.0.1:${receiver.port}`
        return without(`no event arrived at ${where} within ${waitMs} ms: is the target subscribed to it?`)
      }
      judgeArrival(conversation, judged)
      if (!own.arrival) conversation.note(untested(session.id(dateFacet), 'no event of the order arrived'))
      conversation.note(isSent(conversation, { ...own, receiver, judged }))
      if (!own.arrival) return
      judgeDate(conversation, own.arrival, own.read)
      // Dates may be written in whole seconds.
      await session.clock.sleep(pause)
      const next = await eventOf(conversation, { receiver, waitMs, behindMs: 0, recipe: 'next' })
      // No document says how soon an event comes: that the next one is not there yet shows nothing.
      if ('reason' in next || !next.arrival) return
      judgeLater(conversation, { before: own.arrival, arrival: next.arrival, read: next.read })
    },
  }),
]

/** So much later than the first event the next order is posted. */
const pause = 2_100

type Waiting = {
  readonly receiver: Receiver
  readonly waitMs: number
  /** So much longer, where events of others arrive. */
  readonly behindMs: number
  readonly recipe: string
}

/** An order that was created, and its event where one arrived. */
type OwnEvent = { readonly orderId: Json; readonly read: Exchange; readonly arrival: Arrival | undefined }

const eventOf = async (
  conversation: Conversation,
  { receiver, waitMs, behindMs, recipe }: Waiting,
): Promise<OwnEvent | { readonly reason: string }> => {
  const { session, caseId } = conversation
  const submitted = await submitOrder(conversation, { seed: session.seed(caseId, recipe) })
  if (!isSubmission(submitted)) return { reason: submitted.reason }
  const last = (await follow(conversation, submitted.id)).at(-1)
  const orderId = last?.body['orderId']
  if (last?.body['status'] !== 'Succeeded' || orderId === null || orderId === undefined)
    return { reason: 'the order was not created' }
  const isOwn = (one: Arrival): boolean => names(one, String(orderId))
  const soon = await receiver.waitFor(isOwn, waitMs)
  // Who sends events of other orders may be behind: that is no reason to say that one of this order never comes.
  const isBehind = soon === undefined && receiver.arrivals().length > 0
  const arrival = isBehind ? await receiver.waitFor(isOwn, behindMs) : soon
  return { orderId, read: last.exchange, arrival }
}

/** `judged`: some event, where none names the order. */
const isSent = (
  { session }: Conversation,
  { orderId, read, arrival, receiver, judged }: OwnEvent & { readonly receiver: Receiver; readonly judged: Arrival },
): Evidence => {
  const requirement = session.id(sent)
  if (arrival) return passed(requirement, read.id)
  if (receiver.isFull())
    return inconclusive(requirement, 'more events arrived than are kept, and the one of the order may be among them')
  const isReadable = isObject(idsOf(judged)) || Array.isArray(idsOf(judged))
  if (!isReadable) return inconclusive(requirement, 'the events that arrived name no orders')
  return failed(requirement, {
    message: 'Events arrive, but none names the order that was created',
    at: '/payload/orderIds',
    expected: JSON.stringify(String(orderId)),
    received: JSON.stringify(idsOf(judged)),
    exchange: read.id,
  })
}

const bodyOf = ({ body }: Arrival): Json | undefined => foreignJson(body)?.value

const idsOf = (arrival: Arrival): Json | undefined => at(bodyOf(arrival), ['payload', 'orderIds'])

const names = (arrival: Arrival, orderId: string): boolean => {
  const ids = idsOf(arrival)
  return Array.isArray(ids) && ids.map(asText).includes(orderId)
}

/**
 * The order was created just before it was read, by the clock of the target where its reply tells the time: one that goes
 * wrong is no fault of the event. What is no date at all is for the schema to tell.
 */
const judgeDate = (conversation: Conversation, arrival: Arrival, exchange: Exchange): void => {
  const { session } = conversation
  const date = at(bodyOf(arrival), ['payload', 'date'])
  const facet = session.id(dateFacet)
  const theirs = Date.parse(replyOf(exchange)?.headers['date'] ?? '')
  const read = Number.isNaN(theirs) ? exchange.at : new Date(theirs).toISOString()
  if (read === undefined || typeof date !== 'string' || Number.isNaN(Date.parse(date))) {
    conversation.note(untested(facet, 'the event has no date that can be read'))
    return
  }
  const finding = {
    message: 'The event has another date than that of the change',
    at: '/payload/date',
    expected: `about ${read}`,
    received: date,
    exchange: exchange.id,
  }
  const isKept = isAlike({ as: 'about' }, read, inUtc(date))
  conversation.note(isKept ? passed(facet, exchange.id) : (Number.isNaN(theirs) ? warned : failed)(facet, finding))
}

/** The row says which zone a time is of that tells none. */
const inUtc = (date: string): string => (/[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/i.test(date) ? `${date}Z` : date)

type Later = { readonly before: Arrival; readonly arrival: Arrival; readonly read: Exchange }

/**
 * An order that was posted when the event of another one had arrived was changed later than that one, by any clock. Of
 * dates without seconds nothing is said.
 */
const judgeLater = (conversation: Conversation, { before, arrival, read }: Later): void => {
  const [first, second] = [before, arrival].map((one) => asText(at(bodyOf(one), ['payload', 'date']) ?? null))
  if (first === undefined || second === undefined) return
  if (![first, second].every((date) => /T\d\d:\d\d:\d\d/.test(date) && !Number.isNaN(Date.parse(date)))) return
  conversation.note(
    claim(conversation, read, {
      requirement: dateFacet,
      holds: Date.parse(second) > Date.parse(first),
      message: 'The event of a later change is dated no later than the one before it',
      at: '/payload/date',
      expected: `later than ${first}`,
      received: second,
    }),
  )
}

const judgeArrival = (conversation: Conversation, arrival: Arrival): void => {
  const { session } = conversation
  const [event] = session.contract.events
  if (!event) return
  const exchange: Exchange = {
    id: `${conversation.caseId}#event`,
    operation: 'createOrder',
    request: { method: 'POST', path: ' (event received)', headers: arrival.headers, body: arrival.body },
    outcome: { kind: 'withheld', detail: 'received from the target' },
  }
  conversation.remember(exchange)
  const context = { ...conversation.contextOf(exchange), id: (facet: string) => session.id(`${event.id}/${facet}`) }
  conversation.note(...judgeBody(bodyOf(arrival), { context, schema: event.schema, root: event.node, facet: 'event' }))
  const expected = session.spec.fixtures['webhookSecret']
  if (expected === undefined) {
    const reason = "needs the subscription's secret: give --fixture webhookSecret=…"
    conversation.note(untested(session.id(secretFacet), reason))
    return
  }
  const body = bodyOf(arrival)
  const received = isObject(body) ? body['secret'] : undefined
  conversation.note(
    claim(conversation, exchange, {
      requirement: secretFacet,
      holds: received === expected,
      message: 'The event carries another secret than the subscription',
      at: '/secret',
      expected: 'the secret of the subscription',
      received: received === undefined ? undefined : 'another value',
    }),
  )
}
