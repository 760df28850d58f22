import { isAccepted } from '../../../checks/answer.ts'
import { type Exchange, isClientError } from '../../../core/exchange.ts'
import { type Json, type JsonObject, withAt } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { type Question, questionCases } from '../question.ts'
import { claim, openAll, story } from '../story.ts'
import { bodyOf, inForm, isCall, isXml, labelOf, operationId, takenPayment } from './payment.ts'

type Ask = (conversation: Conversation, call: Call) => Promise<Exchange>

const withBody =
  (change: (body: JsonObject, call: Call) => Json): Ask =>
  (conversation, call) =>
    conversation.send({ ...call, body: change(bodyOf(call), call) })

const allocated = (body: JsonObject, OrderId: Json, AllocatedAmount: Json): Json =>
  withAt(body, ['PaymentAllocations'], [{ OrderId, AllocatedAmount }])

const orderIdOf = ({ parameters }: Call): number => Number(parameters['path.orderId'])

const questions: readonly Question[] = [
  {
    id: 'charset',
    title: 'a charset beside the media type',
    what: 'A body labelled application/json; charset=utf-8',
    strict: 'taken',
    ask: (conversation, call) => conversation.send({ ...call, contentType: 'application/json; charset=utf-8' }),
  },
  {
    id: 'no-allocations',
    title: 'an empty list of allocations',
    what: 'A payment with an empty list of allocations',
    strict: 'taken',
    ambiguity: 179,
    ask: withBody((body) => withAt(body, ['PaymentAllocations'], [])),
  },
  {
    id: 'allocation-elsewhere',
    title: 'an allocation for another order only',
    what: 'An allocation for another order only',
    strict: 'refused',
    ambiguity: 180,
    ask: withBody((body, call) => allocated(body, orderIdOf(call) + 1, 0.01)),
  },
  {
    id: 'allocations-exceed-amount',
    title: 'an allocation of more than the amount',
    what: 'An allocation of more than the amount',
    strict: 'refused',
    ambiguity: 181,
    ask: withBody((body, call) => allocated(body, orderIdOf(call), Number(body.Amount) + 1)),
  },
  {
    id: 'negative-amount',
    title: 'an amount below zero',
    what: 'An amount below zero',
    strict: 'taken',
    ambiguity: 182,
    ask: withBody((body) => ({ ...body, Amount: -1 })),
  },
  {
    id: 'date-only',
    title: 'a date without a time',
    what: 'A PaymentDate without a time',
    strict: 'refused',
    ambiguity: 185,
    ask: withBody((body) => ({ ...body, PaymentDate: '2024-02-29' })),
  },
  {
    id: 'unknown-member',
    title: 'a member that is not documented',
    what: 'A member that is not documented',
    strict: 'taken',
    ambiguity: 196,
    ask: withBody((body) => ({ ...body, AssayUnknown: 1 })),
  },
  {
    id: 'other-case',
    title: 'members in another case',
    what: 'A payment whose members are in camelCase',
    strict: 'refused',
    ambiguity: 197,
    ask: withBody((body) =>
      Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
      ),
    ),
  },
]

/** What ShopCtrl's document leaves open about requests. */
export const openQuestionCases = (session: Session): readonly Case[] => [
  ...questionCases(session, { operationId }, questions),
  noOrder(session),
  anyAccept(session),
]

const noOrder = (session: Session): Case => {
  const requirement = `${operationId}/flow/order-zero`
  return story(session, {
    id: `${operationId}/order-zero`,
    title: 'orders that cannot be',
    about: [requirement],
    run: async (conversation) => {
      const call = await takenPayment(session)
      if (!isCall(call)) return openAll(conversation, [requirement], call.reason)
      // An allocation to another order is reason enough to refuse.
      const { PaymentAllocations: _, ...body } = bodyOf(call)
      for (const orderId of [0, -1]) {
        const parameters = { ...call.parameters, 'path.orderId': orderId }
        const exchange = await conversation.send({ ...call, parameters, body })
        if (exchange.outcome.kind !== 'reply') return openAll(conversation, [requirement], exchange.outcome.detail)
        const { status } = exchange.outcome.reply
        conversation.note(
          claim(conversation, exchange, {
            requirement,
            holds: status === 404,
            message: `A payment of the order ${orderId} is answered ${status}`,
            at: 'status',
            expected: '404',
            received: String(status),
            ...(isClientError(status) ? { ambiguities: [189] } : {}),
          }),
        )
      }
    },
  })
}

const anyAccept = (session: Session): Case => {
  const requirement = `${operationId}/flow/any-accept`
  return story(session, {
    id: `${operationId}/any-accept`,
    title: 'a caller who accepts anything',
    about: [requirement],
    run: async (conversation) => {
      const call = await takenPayment(session)
      if (!isCall(call)) return openAll(conversation, [requirement], call.reason)
      // What was asked for before is no reason to answer in it again.
      const asked = await Promise.all(
        ['application/json', 'application/xml', 'application/json'].map(async (sent) => {
          const [, exchange] = await Promise.all(
            ['application/xml', '*/*'].map((wanted) => conversation.send(inForm(call, sent, wanted))),
          )
          return { sent, exchange }
        }),
      )
      for (const { sent, exchange } of asked) {
        if (!exchange || !isAccepted(exchange))
          return openAll(conversation, [requirement], `a payment in ${sent} is refused`)
        const label = labelOf(exchange)
        conversation.note(
          claim(conversation, exchange, {
            requirement,
            holds: !isXml(label),
            message: `Who sends ${sent} and accepts anything is answered in ${label}`,
            at: 'header content-type',
            expected: 'JSON',
            received: label,
            ambiguities: [195],
          }),
        )
      }
    },
  })
}
