import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { addInstrument } from './added-instrument.ts'
import { claim } from './claim.ts'
import { noteFault } from './fault.ts'
import { ownOrder } from './orders.ts'
import { ask, cardRequest, customName, holderOf } from './shop.ts'

const spelt = 'addPaymentInstrument/request/query.skip_authorization/type'

/**
 * By way of another order there is no instrument of this name, and an update of its own that is refused changes nothing:
 * of an order that nobody else works on, a relation compares what is read before and after.
 */
export const noteElsewhere = async (conversation: Conversation, order: string, instrument: string): Promise<void> => {
  if (!conversation.session.supplies.has('basketId')) return
  const other = await ownOrder(conversation, [])
  if (!other || other.no === order) return
  const parsed = await ask(conversation, 'updatePaymentInstrument', {
    order: other.no,
    instrument,
    body: cardRequest(conversation, { amount: 0.01, holder: holderOf(conversation, 'elsewhere') }),
    skipAuthorization: true,
  })
  noteFault(conversation, parsed, {
    type: 'PaymentInstrumentNotFoundException',
    what: 'A payment instrument of another order',
    values: { paymentInstrumentId: instrument },
  })
  const own = await addInstrument(conversation, { order: other.no, amount: 0.01, what: 'own', facets: [] })
  if (!own) return
  await ask(conversation, 'getOrder', { order: other.no })
  await ask(conversation, 'updatePaymentInstrument', {
    order: other.no,
    instrument: own.id,
    body: cardRequest(conversation, {
      amount: 0.02,
      holder: holderOf(conversation, 'refused'),
      method: 'assay-no-such-method',
    }),
    skipAuthorization: true,
  })
  await ask(conversation, 'getOrder', { order: other.no })
  const plain = await ask(conversation, 'addPaymentInstrument', {
    order: other.no,
    body: cardRequest(conversation, { amount: 0.01, holder: holderOf(conversation, 'authorized') }),
    skipAuthorization: false,
    soft: true,
  })
  if (plain.status > 0)
    conversation.note(
      claim(conversation, plain.exchange, {
        requirement: spelt,
        holds: plain.accepted,
        message: 'skip_authorization=false is refused, while true is taken',
        at: 'status',
        expected: '200',
        received: answerText(plain.exchange),
        ambiguities: [71],
      }),
    )
  await tellStrangers(conversation, other.no)
  // Nothing is authorized: what relations see of the amounts is all that is wanted.
  for (const amount of amounts)
    await ask(conversation, 'updatePaymentInstrument', {
      order: other.no,
      instrument: own.id,
      body: cardRequest(conversation, { amount, holder: holderOf(conversation, 'own') }),
      skipAuthorization: true,
    })
}

/** What is asked without credentials is not done either: relations compare what is read before and after. */
const tellStrangers = async (conversation: Conversation, order: string): Promise<void> => {
  const stranger = holderOf(conversation, 'stranger')
  const asked = { order, authorization: null } as const
  await ask(conversation, 'getNotes', { order })
  await ask(conversation, 'updateOrder', { ...asked, body: { [customName(conversation)]: stranger } })
  await ask(conversation, 'addNote', { ...asked, body: { subject: stranger, text: stranger } })
  await ask(conversation, 'addPaymentInstrument', {
    ...asked,
    body: cardRequest(conversation, { amount: 0.01, holder: stranger }),
  })
  await ask(conversation, 'getOrder', { order })
  await ask(conversation, 'getNotes', { order })
}

/** Cents that no binary fraction holds, and that a reader loses who multiplies them; a large sum; more than 32 bits. */
const amounts: readonly number[] = [0.29, 1.15, 1234.56, 3_000_000_123.45]
