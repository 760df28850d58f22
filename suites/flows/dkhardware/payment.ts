import { replyOf } from '../../../core/exchange.ts'
import { kept, untried } from '../../../core/finding.ts'
import { asText, type Json } from '../../../core/json.ts'
import { anchorOf } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { validCall } from '../../valid-call.ts'
import { claim, openAll, story } from '../story.ts'
import { providers } from './providers.ts'
import { noteErrors, sameText } from './status-rules.ts'
import { follow, isDone, isSubmission, known, noteKnown, type StatusReading, submissionOf } from './submission.ts'

const base = 'flow/request-payment'
const succeeds = `${base}/submission-succeeds`
const names = `${base}/names-the-order`
const fails = `${base}/cancelled-order-fails`
const message = `${base}/cancelled-order-message`
const unknown = `${base}/unknown-order-fails`
const errors = 'flow/submission-lifecycle/errors-exactly-when-failed'

/** The text the documents show for an order that is cancelled. */
const cancelledText = "Order payment could not be requested for order at status 'Cancelled'"

export const paymentCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'payment/payable',
    title: 'payment requested for a payable order',
    about: [known, succeeds, names, errors],
    run: async (conversation) => {
      const paid = await requestPayment(conversation, undefined, [succeeds, names])
      if (!paid) return
      noteErrors(conversation, paid.last)
      const { status } = paid.last.body
      conversation.note(
        claim(conversation, paid.last.exchange, {
          requirement: succeeds,
          holds: status === 'Succeeded' || (status === 'Failed' && tells(paid.last.body['errors'])),
          message: 'The payment request ends without a word',
          at: '/status',
          expected: 'Succeeded, or Failed with errors',
          received: paid.last.body,
        }),
        namesOrder(conversation, paid),
      )
    },
  }),
  story(session, {
    id: 'payment/cancelled',
    title: 'payment requested for a cancelled order',
    about: [fails, message],
    run: async (conversation) => {
      const orderId = session.spec.fixtures['cancelledOrderId']
      if (orderId === undefined) {
        const reason = 'needs an order at status Cancelled: give --fixture cancelledOrderId=…'
        return conversation.note(...[fails, message].map((facet) => untried(session.id(facet), reason)))
      }
      const paid = await requestPayment(conversation, orderId, [fails, message])
      if (!paid) return
      noteErrors(conversation, paid.last)
      const { status, errors: told } = paid.last.body
      conversation.note(
        claim(conversation, paid.last.exchange, {
          requirement: fails,
          holds: status === 'Failed',
          message: 'Payment for a cancelled order does not fail',
          at: '/status',
          expected: 'Failed',
          received: status,
        }),
        namesOrder(conversation, paid),
      )
      if (status !== 'Failed') return openAll(conversation, [message], 'the payment request did not fail')
      conversation.note(
        claim(conversation, paid.last.exchange, {
          requirement: message,
          holds: Array.isArray(told) && told.some((text) => sameText(text, cancelledText)),
          message: 'The errors do not say that the order is cancelled',
          at: '/errors',
          expected: cancelledText,
          received: told,
        }),
      )
    },
  }),
  story(session, {
    id: 'payment/unknown',
    title: 'payment requested for an order that nobody made',
    about: [unknown],
    run: async (conversation) => {
      const operation = session.operation('requestPayment')
      const { accepted, reason } = await anchorOf(session, operation, providers)
      // A target that refuses the known as well does not tell the unknown from it.
      if (!accepted) return openAll(conversation, [unknown], reason)
      const exchange = await conversation.send({ ...accepted.call, body: { customerOrder: { orderId: unknownOrder } } })
      const status = replyOf(exchange)?.status ?? 0
      if (status >= 400 && status < 500) return conversation.note(kept(session.id(unknown), exchange.id))
      const submitted = submissionOf(conversation, exchange)
      if (!isSubmission(submitted)) return openAll(conversation, [unknown], submitted.reason)
      const last = (await follow(conversation, submitted.id)).at(-1)
      if (!last || !isDone(last))
        return openAll(conversation, [unknown], `the payment request was not done within ${session.spec.settleMs} ms`)
      conversation.note(
        claim(conversation, last.exchange, {
          requirement: unknown,
          holds: last.body['status'] === 'Failed',
          message: 'Payment for an order that nobody made does not fail',
          at: '/status',
          expected: '400, or Failed',
          received: last.body['status'],
          ambiguities: [17],
        }),
      )
    },
  }),
]

/** Hardly any order has so high a number. */
const unknownOrder = '999999999999'

type Paid = { readonly orderId: Json; readonly last: StatusReading }

const requestPayment = async (
  conversation: Conversation,
  orderId: Json | undefined,
  facets: readonly string[],
): Promise<Paid | undefined> => {
  const { session } = conversation
  const call = await validCall(session, session.operation('requestPayment'), {
    recipe: { seed: session.seed(conversation.caseId) },
    providers,
  })
  const body = orderId === undefined ? (call.body as Json) : { customerOrder: { orderId } }
  const submitted = submissionOf(conversation, await conversation.send({ ...call, body }))
  if (!isSubmission(submitted)) {
    openAll(conversation, facets, submitted.reason)
    return undefined
  }
  const readings = await follow(conversation, submitted.id)
  noteKnown(conversation, submitted, readings[0])
  const last = readings.at(-1)
  if (last && isDone(last))
    return { orderId: (body as { customerOrder: { orderId: Json } }).customerOrder.orderId, last }
  openAll(conversation, facets, `the payment request was not done within ${session.spec.settleMs} ms`)
  return undefined
}

const namesOrder = (conversation: Conversation, { orderId, last }: Paid) => {
  const received = last.body['orderId']
  return claim(conversation, last.exchange, {
    requirement: names,
    holds: asText(received) === asText(orderId),
    message: 'The status names another order than the one payment was requested for',
    at: '/orderId',
    expected: JSON.stringify(orderId),
    received,
    ...(received === undefined || received === null ? { ambiguities: [22] } : {}),
  })
}

const tells = (errors: unknown): boolean => Array.isArray(errors) && errors.length > 0
