import { judgeBody } from '../../../checks/response-body.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { broken, kept, untried } from '../../../core/finding.ts'
import { asText, foreignJson, isObject, type Json } from '../../../core/json.ts'
import type { Arrival } from '../../../target/receiver.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { follow, isSubmission, submitOrder } from './submission.ts'

const sent = 'orderChanged/flow/sent-for-the-order'
const secretFacet = 'orderChanged/flow/secret'

/** So many times as long an event is waited for where others arrive. */
const longer = 5

/** Orders are created while a receiver listens; what arrives is judged by the event's schema. */
export const eventCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'event/order-changed',
    title: 'the event of an order that was created',
    about: [sent, secretFacet, 'orderChanged/event'],
    run: async (conversation) => {
      const schemaFacets = session.contract.requirements
        .filter(({ id }) => id.startsWith(session.id('orderChanged/event')))
        .map(({ id }) => id)
      const { receiver, spec } = session
      if (!receiver || !spec.webhook) {
        const reason = 'needs a receiver that the target can reach: give --webhook-port and subscribe the target to it'
        return conversation.note(
          ...[session.id(sent), session.id(secretFacet), ...schemaFacets].map((id) => untried(id, reason)),
        )
      }
      const submitted = await submitOrder(conversation, { seed: session.seed(conversation.caseId) })
      if (!isSubmission(submitted)) return openAll(conversation, [sent], submitted.reason)
      const last = (await follow(conversation, submitted.id)).at(-1)
      const orderId = last?.body['orderId']
      if (last?.body['status'] !== 'Succeeded' || orderId === null || orderId === undefined)
        return openAll(conversation, [sent], 'the order was not created')
      const isOwn = (one: Arrival): boolean => names(one, String(orderId))
      const soon = await receiver.waitFor(isOwn, spec.webhook.waitMs)
      // Who sends events of other orders may be behind: that is no reason to say that one of this order never comes.
      const isBehind = soon === undefined && receiver.arrivals().length > 0
      const arrival = isBehind ? await receiver.waitFor(isOwn, spec.webhook.waitMs * longer) : soon
      const any = receiver.arrivals().at(-1)
      const judged = arrival ?? any
      if (!judged) {
        const reason = `no event arrived at http://127.0.0.1:${receiver.port} within ${spec.webhook.waitMs} ms: is the target subscribed to it?`
        return conversation.note(
          ...[session.id(sent), session.id(secretFacet), ...schemaFacets].map((id) => untried(id, reason)),
        )
      }
      judgeArrival(conversation, judged)
      const isReadable = isObject(idsOf(judged)) || Array.isArray(idsOf(judged))
      if (arrival) return conversation.note(kept(session.id(sent), last.exchange.id))
      if (receiver.isFull())
        return openAll(
          conversation,
          [sent],
          'more events arrived than are kept, and the one of the order may be among them',
        )
      if (!isReadable) return openAll(conversation, [sent], 'the events that arrived name no orders')
      conversation.note(
        broken(session.id(sent), {
          message: 'Events arrive, but none names the order that was created',
          at: '/payload/orderIds',
          expected: JSON.stringify(String(orderId)),
          received: JSON.stringify(idsOf(judged)),
          exchange: last.exchange.id,
        }),
      )
    },
  }),
]

const bodyOf = ({ body }: Arrival): Json | undefined => foreignJson(body)?.value

const idsOf = (arrival: Arrival): unknown => {
  const body = bodyOf(arrival)
  const payload = isObject(body) ? body['payload'] : undefined
  return isObject(payload) ? payload['orderIds'] : undefined
}

const names = (arrival: Arrival, orderId: string): boolean => {
  const ids = idsOf(arrival)
  return Array.isArray(ids) && ids.map(asText).includes(orderId)
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
    conversation.note(untried(session.id(secretFacet), reason))
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
