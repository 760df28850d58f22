import { isAccepted } from '../../../checks/answer.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { isObject, type JsonObject, objectOf, parsedJson } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { askUntil, bodyOf } from '../../kit/ask-until.ts'
import type { Recipe } from '../../valid-call.ts'
import { validCall } from '../../valid-call.ts'

/** A submission that was taken, and what was posted. */
export type Submission = { readonly id: string; readonly posted: JsonObject; readonly exchange: Exchange }

/** Posts a valid order; undefined, with the reason, where it is not taken. */
export const submitOrder = async (
  conversation: Conversation,
  recipe: Recipe,
  referenceId?: string,
): Promise<Submission | { readonly reason: string }> => {
  const { session } = conversation
  const call = await validCall(session, session.operation('createOrder'), { recipe, providers: {} })
  const body = referenceId === undefined ? call.body : { ...objectOf(call.body), referenceId }
  const exchange = await conversation.send(
    { ...call, ...(body === undefined ? {} : { body }) },
    { verbatim: referenceId !== undefined },
  )
  return submissionOf(conversation, exchange)
}

/** The submission that a create or payment call made. */
export const submissionOf = (
  conversation: Conversation,
  exchange: Exchange,
): Submission | { readonly reason: string } => {
  const body = bodyOf(exchange)
  const id = isObject(body) ? body['submissionId'] : undefined
  if (!isAccepted(exchange))
    return { reason: `set-up failed: ${exchange.operation} was not accepted: ${answerText(exchange)}` }
  if (typeof id !== 'string' || id === '')
    return { reason: `set-up failed: ${exchange.operation} returned no submissionId` }
  conversation.created(`submission ${id}`)
  return { id, posted: objectOf(parsedJson(exchange.request.body ?? '{}')), exchange }
}

export const isSubmission = (submitted: Submission | { readonly reason: string }): submitted is Submission =>
  'id' in submitted

/** One reading of a submission's status. */
export type StatusReading = { readonly exchange: Exchange; readonly body: JsonObject }

export const isDone = ({ body }: Pick<StatusReading, 'body'>): boolean =>
  body['status'] === 'Succeeded' || body['status'] === 'Failed'

/** Reads the status until the submission is done, or for as long as the run grants it. */
export const follow = async (conversation: Conversation, submissionId: string): Promise<readonly StatusReading[]> => {
  const readings = await askUntil(conversation, {
    operation: 'getOrderStatus',
    key: { in: 'request', steps: ['submissionId'] },
    value: submissionId,
    isReading: (exchange) => statusIn(exchange) !== undefined,
    isEnd: (body) => isObject(body) && isDone({ body }),
  })
  return readings.flatMap((exchange) => {
    const body = statusIn(exchange)
    return body ? [{ exchange, body }] : []
  })
}

const statusIn = (exchange: Exchange): JsonObject | undefined => {
  const body = isAccepted(exchange) ? bodyOf(exchange) : undefined
  return isObject(body) ? body : undefined
}
