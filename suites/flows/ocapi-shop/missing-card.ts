import { isClientError } from '../../../core/exchange.ts'
import { asText, isObject } from '../../../core/json.ts'
import { answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { addInstrument } from './added-instrument.ts'
import { claim } from './claim.ts'
import { sharedOrder } from './orders.ts'
import { ask, type Told } from './shop.ts'

const needsCard = (operation: string): string => `${operation}/request/payment_card/needed-for-credit-card`

/** A card is needed where the method is one of cards. */
export const missingCardCase = (session: Session, operation: string): Case =>
  story(session, {
    id: `instruments/card-missing/${operation}`,
    title: `${operation} with CREDIT_CARD and no card`,
    about: [needsCard(operation)],
    run: async (conversation) => {
      const facets = [needsCard(operation)]
      const order = await sharedOrder(conversation, facets)
      if (order === undefined) return
      const known =
        operation === 'updatePaymentInstrument'
          ? await addInstrument(conversation, { order, amount: 0.01, what: 'known', facets })
          : undefined
      if (operation === 'updatePaymentInstrument' && !known) return
      // A card of null is no card.
      for (const none of [{}, { payment_card: null }]) {
        const told = await ask(conversation, operation, {
          order,
          ...(known ? { instrument: known.id } : {}),
          body: { amount: 0.01, payment_method_id: 'CREDIT_CARD', ...none },
        })
        if (told.status === 0) return openAll(conversation, facets, answerText(told.exchange))
        conversation.note(isRefusedFor(conversation, told, needsCard(operation)))
      }
    },
  })

const isRefusedFor = (conversation: Conversation, told: Told, requirement: string) => {
  const fault = told.body['fault']
  const type = isObject(fault) ? fault['type'] : undefined
  const isRefused = isClientError(told.status)
  return claim(conversation, told.exchange, {
    requirement,
    holds: told.status === 400 && type === 'InvalidPaymentMethodIdException',
    message: isRefused ? `It is answered ${told.status} ${asText(type)}` : 'CREDIT_CARD without a card is taken',
    at: isRefused ? '/fault/type' : 'status',
    expected: '400 InvalidPaymentMethodIdException',
    received: answerText(told.exchange),
    ...(isRefused ? { ambiguities: [120] } : {}),
  })
}
