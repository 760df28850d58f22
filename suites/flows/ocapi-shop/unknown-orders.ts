import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { attempt, unknown } from './attempt.ts'
import { type Asked, cardRequest } from './shop.ts'

/** Each operation on an order that never was. */
export const unknownOrderCases = (session: Session): readonly Case[] => {
  const no = `${unknown}-order-${session.spec.tag}`
  const bodies: Readonly<Record<string, (conversation: Conversation) => Asked>> = {
    getOrder: () => ({}),
    updateOrder: () => ({ body: {} }),
    addNote: () => ({ body: { subject: 'assay', text: 'assay' } }),
    getNotes: () => ({}),
    removeNote: () => ({ note: `${unknown}-note` }),
    addPaymentInstrument: (conversation) => ({ body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }) }),
    updatePaymentInstrument: (conversation) => ({
      instrument: `${unknown}-instrument`,
      body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
    }),
    removePaymentInstrument: () => ({ instrument: `${unknown}-instrument` }),
    getPaymentMethods: () => ({}),
  }
  return Object.entries(bodies).map(([operation, asked]) =>
    attempt(session, 'unknown-order', {
      operation,
      title: `${operation} of an order that never was`,
      expected: {
        what: 'An unknown order',
        ...(operation === 'updateOrder'
          ? { type: 'NotFoundException' }
          : { type: 'OrderNotFoundException', values: { orderNumber: no } }),
      },
      asked: async (conversation) => ({ ...asked(conversation), order: no }),
    }),
  )
}
