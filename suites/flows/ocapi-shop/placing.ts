import { inconclusive } from '../../../core/finding.ts'
import { asText, type JsonObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { notCached } from './not-cached.ts'
import { type Made, ownOrder, readOrder } from './orders.ts'
import {
  ask,
  cardRequest,
  holderOf,
  instrumentId,
  instrumentOf,
  listIn,
  methodOf,
  type ParsedReply,
  pay,
} from './shop.ts'

const flow = 'flow/placing'
const covers = `${flow}/amount-covers`
const updateCovers = `${flow}/update-covers`
const tooSmall = `${flow}/amount-too-small`
const two = `${flow}/two-instruments`
const skipped = `${flow}/skip-authorization`
const onlyCreated = `${flow}/failed-stays`
const forExport = `${flow}/prepared-for-export`
const isListed = 'flow/methods/given-method-is-listed'
const openAmount = 'flow/methods/open-amount'

const skip = { requirement: skipped, ambiguities: [71, 135] }

/** The default hooks place an order when what was authorized covers its total. Shops replace these hooks. */
export const placingCases = (session: Session): readonly Case[] => [
  payCase(session, {
    id: 'placing/covered',
    title: 'an order paid with exactly its total',
    about: [covers, forExport, isListed, openAmount, notCached('getPaymentMethods')],
    tell: async (conversation, { no, total }) => {
      const before = await ask(conversation, 'getPaymentMethods', { order: no })
      // Twice, with nothing in between: a relation compares them.
      await ask(conversation, 'getPaymentMethods', { order: no })
      conversation.note(lists(conversation, before))
      const parsed = await pay(conversation, { no, amount: total, what: 'payer' })
      conversation.note(
        stands(conversation, parsed, { requirement: covers, status: 'new', ambiguities: [135] }),
        isPrepared(conversation, parsed),
      )
      const after = await ask(conversation, 'getPaymentMethods', { order: no })
      conversation.note(fewer(conversation, before, after))
    },
  }),
  payCase(session, {
    id: 'placing/too-small',
    title: 'an order paid with a cent less than its total, then raised to it',
    about: [tooSmall, updateCovers, skipped],
    tell: async (conversation, { no, total }) => {
      const less = Math.round(total * 100 - 1) / 100
      const parsed = await pay(conversation, { no, amount: less, what: 'payer' })
      const instrument = instrumentOf(parsed.body, holderOf(conversation, 'payer'))
      const id = instrument && instrumentId(instrument)
      const unpaid = { requirement: tooSmall, status: 'created', ambiguities: [135] }
      if (id === undefined || parsed.body['status'] !== 'created') {
        conversation.note(staysUnpaid(conversation, { parsed, paid: parsed }, unpaid))
        return openAll(conversation, [updateCovers], 'no order at created has the instrument')
      }
      const unauthorized = await ask(conversation, 'updatePaymentInstrument', {
        order: no,
        instrument: id,
        body: cardRequest(conversation, { amount: total, holder: holderOf(conversation, 'payer') }),
        skipAuthorization: true,
      })
      const raised = await ask(conversation, 'updatePaymentInstrument', {
        order: no,
        instrument: id,
        body: cardRequest(conversation, { amount: total, holder: holderOf(conversation, 'payer') }),
      })
      conversation.note(
        staysUnpaid(conversation, { parsed, paid: raised }, unpaid),
        ...(unauthorized.accepted
          ? [staysUnpaid(conversation, { parsed: unauthorized, paid: raised }, { ...unpaid, ...skip })]
          : []),
        stands(conversation, raised, { requirement: updateCovers, status: 'new', ambiguities: [135] }),
      )
    },
  }),
  payCase(session, {
    id: 'placing/two',
    title: 'an order paid with two instruments',
    about: [two],
    tell: async (conversation, { no, total }) => {
      const half = Math.floor(total * 50) / 100
      await pay(conversation, { no, amount: half, what: 'first' })
      const parsed = await pay(conversation, { no, amount: Math.round((total - half) * 100) / 100, what: 'second' })
      conversation.note(stands(conversation, parsed, { requirement: two, status: 'new', ambiguities: [135] }))
    },
  }),
  payCase(session, {
    id: 'placing/skipped',
    title: 'an order with an instrument of its total that is not authorized',
    about: [skipped],
    tell: async (conversation, { no, total }) => {
      const parsed = await ask(conversation, 'addPaymentInstrument', {
        order: no,
        body: cardRequest(conversation, { amount: total, holder: holderOf(conversation, 'payer') }),
        skipAuthorization: true,
      })
      const paid = await pay(conversation, { no, amount: total, what: 'authorized' })
      const unpaid = { ...skip, status: 'created' }
      conversation.note(staysUnpaid(conversation, { parsed, paid }, unpaid))
    },
  }),
  payCase(session, {
    id: 'placing/not-skipped',
    title: 'an order paid with its total, and one whose authorization is not skipped in so many words',
    about: [skipped],
    tell: async (conversation, { no, total }) => {
      const plain = await pay(conversation, { no, amount: total, what: 'payer' })
      if (plain.body['status'] !== 'new')
        return openAll(conversation, [skipped], 'an order paid with its total is not placed')
      const other = await ownOrder(conversation, [skipped])
      const amount = other?.parsed.body['order_total']
      if (!other || typeof amount !== 'number') return
      const parsed = await ask(conversation, 'addPaymentInstrument', {
        order: other.no,
        body: cardRequest(conversation, { amount, holder: holderOf(conversation, 'not-skipped') }),
        skipAuthorization: false,
      })
      conversation.note(stands(conversation, parsed, { requirement: skipped, status: 'new' }))
    },
  }),
  payCase(session, {
    id: 'placing/failed',
    title: 'an order set to failed, then paid with its total',
    about: [onlyCreated],
    tell: async (conversation, { no, total }) => {
      const failed = await ask(conversation, 'updateOrder', { order: no, body: { status: 'failed' } })
      if (failed.body['status'] !== 'failed')
        return openAll(conversation, [onlyCreated], 'the order could not be set to failed')
      await pay(conversation, { no, amount: total, what: 'payer' })
      const read = await readOrder(conversation, no, [onlyCreated])
      if (read) conversation.note(stands(conversation, read, { requirement: onlyCreated, status: 'failed' }))
    },
  }),
]

type Payable = { readonly no: string; readonly total: number; readonly made: Made }

type Paying = {
  readonly id: string
  readonly title: string
  readonly about: readonly string[]
  readonly tell: (conversation: Conversation, order: Payable) => Promise<void>
}

function payCase(session: Session, { id, title, about, tell }: Paying): Case {
  return story(session, {
    id,
    title,
    about,
    run: async (conversation) => {
      const made = await ownOrder(conversation, about)
      if (!made) return
      const total = made.parsed.body['order_total']
      if (typeof total !== 'number' || total < 0.02)
        return openAll(conversation, about, 'the order tells no order_total')
      if (made.parsed.body['status'] !== 'created')
        return openAll(conversation, about, 'the new order does not stand at created')
      await tell(conversation, { no: made.no, total, made })
    },
  })
}

type Standing = { readonly requirement: string; readonly status: string; readonly ambiguities?: readonly number[] }

const stands = (
  conversation: Conversation,
  parsed: ParsedReply,
  { requirement, status, ambiguities = [] }: Standing,
) => {
  if (!parsed.accepted) {
    const reason = `set-up failed: the instrument was refused: ${answerText(parsed.exchange)}`
    return { requirement: conversation.session.id(requirement), verdict: 'inconclusive' as const, reason }
  }
  return claim(conversation, parsed.exchange, {
    requirement,
    holds: parsed.body['status'] === status,
    message: `The order stands at ${asText(parsed.body['status'])}`,
    at: '/status',
    expected: status,
    received: parsed.body['status'],
    ...(ambiguities.length > 0 ? { ambiguities } : {}),
  })
}

/** Of an order that was placed. */
const isPrepared = (conversation: Conversation, parsed: ParsedReply) => {
  const state = parsed.body['export_status']
  if (parsed.body['status'] !== 'new')
    return inconclusive(conversation.session.id(forExport), 'the order was not placed')
  if (typeof state !== 'string')
    return inconclusive(conversation.session.id(forExport), 'the reply tells no export_status')
  return claim(conversation, parsed.exchange, {
    requirement: forExport,
    holds: state !== 'not_exported',
    message: 'An order that was placed is not prepared for export',
    at: '/export_status',
    expected: 'ready',
    received: state,
  })
}

type Twins = { readonly parsed: ParsedReply; readonly paid: ParsedReply }

/** That an order is not placed says something only where paying it in full does place it. */
const staysUnpaid = (conversation: Conversation, { parsed, paid }: Twins, standing: Standing) =>
  parsed.body['status'] === standing.status && paid.body['status'] !== 'new'
    ? inconclusive(conversation.session.id(standing.requirement), 'paying it in full does not place the order either')
    : stands(conversation, parsed, standing)

const methodsIn = ({ body }: ParsedReply): readonly JsonObject[] => listIn(body, 'applicable_payment_methods')

const lists = (conversation: Conversation, parsed: ParsedReply) =>
  claim(conversation, parsed.exchange, {
    requirement: isListed,
    holds: methodsIn(parsed).some(({ id }) => id === methodOf(conversation)),
    message: 'A payment method that the order takes is not listed',
    at: '/applicable_payment_methods',
    expected: methodOf(conversation),
    received: methodsIn(parsed).map(({ id }) => id),
    ambiguities: [136],
  })

const fewer = (conversation: Conversation, before: ParsedReply, after: ParsedReply) =>
  claim(conversation, after.exchange, {
    requirement: openAmount,
    holds: after.accepted && methodsIn(after).length < methodsIn(before).length,
    message: 'The payment methods do not depend on the open amount',
    at: '/applicable_payment_methods',
    expected: `fewer than ${methodsIn(before).length}`,
    received: methodsIn(after).map(({ id }) => id),
    ambiguities: [136],
  })
