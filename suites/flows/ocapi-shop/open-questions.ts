import { withAt } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { type Question, questionCases } from '../question.ts'
import { providers } from './providers.ts'

const monthBeyondTwelve: Question = {
  id: 'month-beyond-twelve',
  title: 'a card that expires in a month of 13',
  what: 'An instrument whose card expires in a month of 13',
  strict: 'taken',
  ambiguity: 119,
  ask: (conversation, call) =>
    conversation.send({ ...call, body: withAt(call.body ?? {}, ['payment_card', 'expiration_month'], 13) }),
}

/** What the document leaves open about requests and no sample settles. */
export const openQuestionCases = (session: Session): readonly Case[] =>
  questionCases(session, { operationId: 'addPaymentInstrument', providers }, [monthBeyondTwelve])
