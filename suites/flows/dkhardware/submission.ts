import { isAccepted } from '../../../checks/answer.ts'
import { parsed } from '../../../checks/check.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { isObject, type Json, type JsonObject } from '../../../core/json.ts'
import { answerText } from '../../anchor.ts'
import type { Conversation } from '../../conversation.ts'
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
  const body = referenceId === undefined ? call.body : { ...(call.body as JsonObject), referenceId }
  const exchange = await conversation.send({ ...call, body: body as Json }, { verbatim: referenceId !== undefined })
  return submissionOf(conversation, exchange)
}

/** The submission that a create or payment call made. */
export const submissionOf = (
  conversation: Conversation,
  exchange: Exchange,
): Submission | { readonly reason: string } => {
  const reply = replyOf(exchange)
  const body = reply && parsed(reply)?.value
  const id = isObject(body) ? body['submissionId'] : undefined
  if (!isAccepted(exchange))
    return { reason: `set-up failed: ${exchange.operation} was not accepted: ${answerText(exchange)}` }
  if (typeof id !== 'string' || id === '')
    return { reason: `set-up failed: ${exchange.operation} returned no submissionId` }
  conversation.created(`submission ${id}`)
  return { id, posted: JSON.parse(exchange.request.body ?? '{}') as JsonObject, exchange }
}

export const isSubmission = (submitted: Submission | { readonly reason: string }): submitted is Submission =>
  'id' in submitted

/** One reading of a submission's status. */
export type StatusReading = { readonly exchange: Exchange; readonly body: JsonObject }

export const readStatus = async (
  conversation: Conversation,
  submissionId: string,
): Promise<StatusReading | undefined> => {
  const { session } = conversation
  const operation = session.operation('getOrderStatus')
  const call = await validCall(session, operation, {
    recipe: { seed: session.seed('status') },
    providers: {},
  })
  const exchange = await conversation.send({ ...call, body: { submissionId } })
  const reply = replyOf(exchange)
  const body = reply && parsed(reply)?.value
  return isAccepted(exchange) && isObject(body) ? { exchange, body: body as JsonObject } : undefined
}

export const isDone = ({ body }: StatusReading): boolean =>
  body['status'] === 'Succeeded' || body['status'] === 'Failed'

/** A submission that was just taken may not be known everywhere at once: so often it is asked for again. */
const patience = 3

/** So often at least it is read: under a limit, the turn to ask comes seldom, and time alone shows nothing. */
const fewestReadings = 4

/** Reads the status until the submission is done, or for as long as the run grants it. */
export const follow = async (conversation: Conversation, submissionId: string): Promise<readonly StatusReading[]> => {
  const readings: StatusReading[] = []
  let missed = 0
  const { clock, spec } = conversation.session
  const until = clock.now() + spec.settleMs
  for (let wait = 5; ; wait = Math.min(wait * 1.6, 500)) {
    const reading = await readStatus(conversation, submissionId)
    if (!reading) {
      missed += 1
      if (readings.length > 0 || missed > patience || replyOf(conversation.lastExchange()) === undefined)
        return readings
      await clock.sleep(100)
      continue
    }
    readings.push(reading)
    if (isDone(reading) || (readings.length >= fewestReadings && clock.now() >= until)) return readings
    await clock.sleep(wait)
  }
}
