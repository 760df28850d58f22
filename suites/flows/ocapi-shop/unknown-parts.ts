import { untested } from '../../../core/finding.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import { otherCase } from '../../kit/near-names.ts'
import type { Session } from '../../session.ts'
import { addInstrument } from './added-instrument.ts'
import { attempt, facetOf, unknown } from './attempt.ts'
import { type Expected, rowOf } from './fault.ts'
import { sharedOrder } from './orders.ts'
import { type Asked, cardRequest, methodOf } from './shop.ts'

const onOrder =
  (facets: readonly string[], asked: (conversation: Conversation, order: string) => Asked) =>
  async (conversation: Conversation): Promise<Asked | undefined> => {
    const order = await sharedOrder(conversation, facets)
    return order === undefined ? undefined : { ...asked(conversation, order), order }
  }

/** Notes, methods and instruments that an order does not have, or does not let change. */
export const unknownPartCases = (session: Session): readonly Case[] => {
  const facets = (operation: string, type: string) => [facetOf(session, operation, type)]
  const part = (
    id: string,
    operation: string,
    expected: Expected,
    asked: (conversation: Conversation, order: string) => Asked,
  ): Case =>
    attempt(session, id, {
      operation,
      title: `${operation}: ${expected.what.toLowerCase()}`,
      expected,
      asked: onOrder(facets(operation, expected.type), asked),
    })
  const method = 'assay-no-such-method'
  const withMethod = (conversation: Conversation) => ({
    body: cardRequest(conversation, { amount: 0.01, holder: 'Assay', method }),
  })
  const noMethod = {
    type: 'InvalidPaymentMethodIdException',
    what: 'An unknown payment method',
    values: { paymentMethodId: method },
  }
  return [
    part(
      'unknown-note',
      'removeNote',
      { type: 'NoteNotFoundException', what: 'An unknown note', values: { noteId: `${unknown}-note` } },
      () => ({ note: `${unknown}-note` }),
    ),
    part('unknown-method', 'addPaymentInstrument', noMethod, withMethod),
    part(
      'padded-method',
      'addPaymentInstrument',
      { type: noMethod.type, what: 'A payment method with a blank behind its name' },
      (conversation) => ({
        body: cardRequest(conversation, { amount: 0.01, holder: 'Assay', method: `${methodOf(conversation)} ` }),
        skipAuthorization: true,
      }),
    ),
    part(
      'method-in-another-case',
      'addPaymentInstrument',
      { type: noMethod.type, what: 'A payment method in another case', mayAccept: 'unsaid' },
      (conversation) => {
        const known = methodOf(conversation)
        const body = cardRequest(conversation, { amount: 0.01, holder: 'Assay', method: otherCase(known) ?? method })
        return { body, skipAuthorization: true, soft: true }
      },
    ),
    attempt(session, 'unknown-method', {
      operation: 'updatePaymentInstrument',
      title: 'updatePaymentInstrument: an unknown payment method',
      expected: noMethod,
      asked: async (conversation) => {
        const type = 'InvalidPaymentMethodIdException'
        const known = await addedInstrument(conversation, facets('updatePaymentInstrument', type))
        return known && { ...known, ...withMethod(conversation) }
      },
    }),
    part(
      'unknown-stored',
      'addPaymentInstrument',
      {
        type: 'PaymentInstrumentNotFoundException',
        what: 'An unknown customer payment instrument',
        values: { paymentInstrumentId: `${unknown}-stored` },
      },
      () => ({ body: { customer_payment_instrument_id: `${unknown}-stored`, amount: 0.01 } }),
    ),
    attempt(session, 'unknown-stored', {
      operation: 'updatePaymentInstrument',
      title: 'updatePaymentInstrument: an unknown customer payment instrument',
      expected: {
        type: 'PaymentInstrumentNotFoundException',
        what: 'An unknown customer payment instrument',
        values: { paymentInstrumentId: `${unknown}-stored` },
      },
      asked: async (conversation) => {
        const known = await addedInstrument(
          conversation,
          facets('updatePaymentInstrument', 'PaymentInstrumentNotFoundException'),
        )
        return known && { ...known, body: { customer_payment_instrument_id: `${unknown}-stored`, amount: 0.01 } }
      },
    }),
    part(
      'unknown-instrument',
      'updatePaymentInstrument',
      {
        type: 'PaymentInstrumentNotFoundException',
        what: 'An unknown payment instrument',
        values: { paymentInstrumentId: `${unknown}-instrument` },
      },
      (conversation) => ({
        instrument: `${unknown}-instrument`,
        body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
      }),
    ),
    attempt(session, 'invalid-number', {
      operation: 'addPaymentInstrument',
      title: 'addPaymentInstrument: an order number that is blank',
      expected: {
        type: 'InvalidOrderNumberException',
        what: 'A blank order number',
      },
      asked: async (conversation) => ({
        order: ' ',
        body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
        soft: true,
      }),
    }),
    maskedCase(session),
  ]
}

/** An instrument that was just added, and the order it belongs to. */
const addedInstrument = async (
  conversation: Conversation,
  facets: readonly string[],
): Promise<Pick<Asked, 'order' | 'instrument'> | undefined> => {
  const order = await sharedOrder(conversation, facets)
  if (order === undefined) return undefined
  const added = await addInstrument(conversation, { order, amount: 0.01, what: 'known', facets })
  return added && { order, instrument: added.id }
}

const maskedType = 'PaymentInstrumentPermanentlyMaskedException'

const maskedCase = (session: Session): Case =>
  attempt(session, 'masked', {
    operation: 'updatePaymentInstrument',
    title: 'updatePaymentInstrument: an instrument that is permanently masked',
    expected: { type: maskedType, what: 'A masked instrument' },
    asked: async (conversation) => {
      const { orderNo, maskedPaymentInstrumentId: instrument } = session.spec.fixtures
      if (typeof orderNo === 'string' && typeof instrument === 'string')
        return {
          order: orderNo,
          instrument,
          body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
        }
      const { status } = rowOf(conversation, 'updatePaymentInstrument', maskedType)
      conversation.note(
        untested(
          session.id(`updatePaymentInstrument/error.${status}/${maskedType}`),
          'needs a masked instrument: give --fixture orderNo=… and --fixture maskedPaymentInstrumentId=…',
        ),
      )
      return undefined
    },
  })
