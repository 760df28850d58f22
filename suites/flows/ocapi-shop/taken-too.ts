import { excuse } from '../../../checks/answer.ts'
import { isClientError } from '../../../core/exchange.ts'
import { type Evidence, inconclusive } from '../../../core/finding.ts'
import { asText, objectOf } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { claim } from './claim.ts'
import type { ParsedReply } from './shop.ts'

/** The promise that a valid call is taken. */
export const isTaken = (operation: string): string => `${operation}/response.200/status`

type Again = {
  /** What the call does, in words. */
  readonly what: string
  /** Faults that say of such a call what may be true of it. @defaultValue none */
  readonly fair?: readonly string[]
}

/** Faults of the platform that may befall a call there is nothing wrong with: no table lists them. */
const ofPlatform: readonly string[] = ['HookStatusException', 'QuotaExceededException']

/** Statuses that tell of the moment, and not of the call. */
const ofMoment: readonly number[] = [408, 409, 412, 423, 425, 429]

/** A call of which one just like it was taken is refused: there is nothing wrong with it. */
export const isRefusedLater = (
  conversation: Conversation,
  parsed: ParsedReply,
  { what, fair = [] }: Again,
): Evidence => {
  const { exchange, status, body } = parsed
  const requirement = isTaken(exchange.operation)
  const type = asText(objectOf(body['fault'])['type'])
  const isOpen = !isClientError(status) || ofMoment.includes(status) || fair.includes(type)
  const excused = excuse(exchange) ?? (isOpen ? answerText(exchange) : undefined)
  if (excused !== undefined) return inconclusive(conversation.session.id(requirement), excused)
  return claim(conversation, exchange, {
    requirement,
    holds: false,
    message: `${what} is refused, though one like it was taken`,
    at: 'status',
    expected: '200',
    received: answerText(exchange),
    ...(ofPlatform.includes(type) ? { ambiguities: [75] } : {}),
  })
}
