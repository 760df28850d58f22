import { isAccepted } from '../../checks/answer.ts'
import { parsed, specFor } from '../../checks/check.ts'
import type { Side } from '../../checks/relations/side.ts'
import { codecFor } from '../../contracts/codec/codecs.ts'
import type { Operation } from '../../contracts/contract.ts'
import { hasStrays } from '../../core/bytes.ts'
import { type Exchange, replyOf, type WireRequest } from '../../core/exchange.ts'
import { headerIn } from '../../core/header-in.ts'
import type { Json } from '../../core/json.ts'
import { pathValues } from '../path-values.ts'

/** What an exchange says; of its reply, only where it was accepted. */
export const sideOf = (operation: Operation, exchange: Exchange): Side => {
  const reply = replyOf(exchange)
  const read = reply && isAccepted(exchange) ? parsed(reply, specFor(operation, reply.status)) : undefined
  return {
    exchange,
    request: requestIn(operation, exchange.request),
    reply: read?.value,
    path: pathValues(operation, exchange.request),
  }
}

/** The value that a request's body holds; undefined where it has none that can be read, as in bytes that are no UTF-8. */
export const requestIn = ({ body }: Operation, { body: text, headers }: WireRequest): Json | undefined => {
  if (text === undefined || !body || hasStrays(text)) return undefined
  const label = headerIn(headers, 'content-type')
  const read = codecFor(label, body.mediaTypes).decode(text, body.node)
  return read.kind === 'value' ? read.value : undefined
}
