import { isClientError } from '../../../core/exchange.ts'
import { asText, isObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { addInstrument } from './added-instrument.ts'
import { claim } from './claim.ts'
import { sharedOrder } from './orders.ts'
import { ask, type ParsedReply } from './shop.ts'

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
        const parsed = await ask(conversation, operation, {
          order,
          ...(known ? { instrument: known.id } : {}),
          body: { amount: 0.01, payment_method_id: 'CREDIT_CARD', ...none },
        })
        if (parsed.status === 0) return openAll(conversation, facets, answerText(parsed.exchange))
        conversation.note(isRefusedFor(conversation, parsed, needsCard(operation)))
      }
    },
  })

const isRefusedFor = (conversation: Conversation, parsed: ParsedReply, requirement: string) => {
  const fault = parsed.body['fault']
  const type = isObject(fault) ? fault['type'] : undefined
  const isRefused = isClientError(parsed.status)
  return claim(conversation, parsed.exchange, {
    requirement,
    holds: parsed.status === 400 && type === 'InvalidPaymentMethodIdException',
    message: isRefused ? `It is answered ${parsed.status} ${asText(type)}` : 'CREDIT_CARD without a card is taken',
    at: isRefused ? '/fault/type' : 'status',
    expected: '400 InvalidPaymentMethodIdException',
    received: answerText(parsed.exchange),
    ...(isRefused ? { ambiguities: [120] } : {}),
  })
}
