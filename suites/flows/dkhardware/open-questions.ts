import { objectOf, type Path, withAt, without } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Call } from '../../request.ts'
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
    conversation.send({ ...call, body: { SubmissionId: objectOf(call.body)['submissionId'] ?? null } }),
}

const zeroCost: Question = {
  id: 'zero-cost',
  title: 'an order with an item that costs nothing',
  what: 'An order with a unitCost of 0',
  strict: 'refused',
  ambiguity: 7,
  ask: (conversation, call) => conversation.send(changed(call, ['customerOrder', 'items', 0, 'unitCost'], 0)),
}

const unknownCode: Question = {
  id: 'unknown-payment-method',
  title: 'an order with a payment method of no dictionary',
  what: 'An order with a paymentMethodCode that nobody has',
  strict: 'refused',
  ambiguity: 32,
  ask: (conversation, call) =>
    conversation.send(changed(call, ['customerOrder', 'paymentMethodCode'], 'assay-no-such-method')),
}

/** The same order with another value; a reference that was used before would be refused for that. */
const changed = (call: Call, path: Path, value: string | number): Call => ({
  ...call,
  body: withAt(without(call.body ?? {}, ['referenceId']), path, value),
})

/** What the documents leave open about requests and their own samples do not settle. */
export const openQuestionCases = (session: Session): readonly Case[] => [
  ...questionCases(session, { operationId: 'createOrder' }, [trailingComma, zeroCost, unknownCode]),
  ...questionCases(session, { operationId: 'getOrderStatus', providers }, [otherCase]),
]
