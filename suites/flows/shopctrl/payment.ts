import { isAccepted } from '../../../checks/answer.ts'
import { parsed, specFor } from '../../../checks/check.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { isObject, type JsonObject, objectOf } from '../../../core/json.ts'
import { baselineRequestsOf } from '../../baseline-requests.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'

export const operationId = 'addPayment'

/** The fullest payment that is known to be taken; the reason where none is. */
export const takenPayment = async (session: Session): Promise<Call | { readonly reason: string }> => {
  const { full, accepted, reason } = await baselineRequestsOf(session, session.operation(operationId), {})
  if (full.accepted) return full.call
  return accepted ? accepted.call : { reason }
}

export const isCall = (found: Call | { readonly reason: string }): found is Call => 'operation' in found

export const bodyOf = ({ body }: Call): JsonObject => objectOf(body)

/** The same call, written in one media type and asking for another. */
export const inForm = (call: Call, sent: string, wanted: string): Call => ({
  ...call,
  contentType: sent,
  parameters: { ...call.parameters, 'header.Accept': wanted },
})

/** The payment in the reply, from JSON or XML. */
export const replied = (session: Session, exchange: Exchange): JsonObject | undefined => {
  const reply = replyOf(exchange)
  if (!reply || !isAccepted(exchange)) return undefined
  const value = parsed(reply, specFor(session.operation(operationId), reply.status))?.value
  return isObject(value) ? value : undefined
}

export const labelOf = (exchange: Exchange): string =>
  replyOf(exchange)?.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''

export const isXml = (mediaType: string): boolean => mediaType.endsWith('xml')
