import { asText, isObject } from '../../../core/json.ts'
import type { Conversation } from '../../conversation.ts'
import { claim } from '../story.ts'
import type { StatusReading, Submission } from './submission.ts'

const lifecycle = 'flow/submission-lifecycle'

/** Errors are told when a submission Failed, and only then. */
export const noteErrors = (conversation: Conversation, reading: StatusReading): void => {
  const { status, errors } = reading.body
  const told = Array.isArray(errors) && errors.length > 0
  conversation.note(
    claim(conversation, reading.exchange, {
      requirement: `${lifecycle}/errors-exactly-when-failed`,
      holds: told === (status === 'Failed'),
      message: told ? `Errors are told although the submission ${status}` : 'The submission Failed and tells no errors',
      at: '/errors',
      expected: status === 'Failed' ? 'at least one error' : 'no errors',
      received: errors,
    }),
  )
}

/** What the status of a created order says about it. */
export const noteOrder = (conversation: Conversation, { posted }: Submission, reading: StatusReading): void => {
  const { status, orderId, payload, referenceId } = reading.body
  if (status === 'Succeeded') {
    conversation.note(
      claim(conversation, reading.exchange, {
        requirement: `${lifecycle}/order-id-when-succeeded`,
        holds: orderId !== undefined && orderId !== null && orderId !== '',
        message: 'The submission Succeeded and names no order',
        at: '/orderId',
        expected: 'the id of the order',
        received: orderId,
        ...(orderId === undefined ? { ambiguities: [22] } : {}),
      }),
      claim(conversation, reading.exchange, {
        requirement: `${lifecycle}/payload-when-created`,
        holds: isObject(payload),
        message: 'The submission Succeeded and carries no order as payload',
        at: '/payload',
        expected: 'an order object',
        received: payload,
        ...(payload === undefined || payload === null
          ? { ambiguities: [22] }
          : Array.isArray(payload)
            ? { ambiguities: [24] }
            : {}),
      }),
    )
  }
  if (posted['referenceId'] === undefined) return
  conversation.note(
    claim(conversation, reading.exchange, {
      requirement: 'flow/reference-id/echoed',
      holds: asText(referenceId) === String(posted['referenceId']),
      message: 'The status does not carry the referenceId that was posted',
      at: '/referenceId',
      expected: JSON.stringify(posted['referenceId']),
      received: referenceId,
      ...(referenceId === undefined ? { ambiguities: [22] } : {}),
    }),
  )
}

/** The text the documents show for a reference that was used before. */
export const usedText = 'Same reference ID already was used for another order or in another request'

/** Why an order did not succeed, with what to do where the run itself is to blame. */
export const whyFailed = ({ body: { status, errors } }: StatusReading): string => {
  const told = Array.isArray(errors) ? errors.map(asText) : []
  const isUsed = told.some((text) => sameText(text, usedText))
  return isUsed
    ? 'its reference was used before: this seed was run against this target already, use another --seed'
    : `the order ended ${status}: ${JSON.stringify(errors)}`
}

/** Equal but for case, blanks and punctuation. */
export const sameText = (received: unknown, expected: string): boolean => plain(asText(received)) === plain(expected)

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[."'\u2018\u2019]/g, '')
    .trim()
