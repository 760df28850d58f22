import type { JsonObject } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { type Question, questionCases } from '../question.ts'
import { providers } from './providers.ts'

const trailingComma: Question = {
  id: 'trailing-comma',
  title: 'an order with a comma too many',
  what: 'An order whose last member is followed by a comma, as in the sample,',
  strict: 'refused',
  ambiguity: 2,
  ask: (conversation, call) => conversation.send({ ...call, rawBody: JSON.stringify(call.body).replace(/}$/, ',}') }),
}

const otherCase: Question = {
  id: 'other-case',
  title: 'the name of the submission as the table spells it',
  what: 'A call whose only member is SubmissionId',
  strict: 'not taken',
  ambiguity: 18,
  ask: (conversation, call) =>
    conversation.send({ ...call, body: { SubmissionId: (call.body as JsonObject)['submissionId'] ?? null } }),
}

/** What the documents leave open about requests and their own samples do not settle. */
export const openQuestionCases = (session: Session): readonly Case[] => [
  ...questionCases(session, { operationId: 'createOrder' }, [trailingComma]),
  ...questionCases(session, { operationId: 'getOrderStatus', providers }, [otherCase]),
]
