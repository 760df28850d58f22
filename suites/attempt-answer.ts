import { excuse, isAccepted } from '../checks/answer.ts'
import type { Operation } from '../contracts/contract.ts'
import type { AttemptAnswer } from '../core/attempt.ts'
import type { Exchange, WireReply } from '../core/exchange.ts'
import { brief } from '../core/json.ts'

/** What became of a valid request; `operation` tells which replies are its own. */
export const attemptAnswer = (operation: Operation | undefined, exchange: Exchange): AttemptAnswer => {
  const { outcome } = exchange
  switch (outcome.kind) {
    case 'withheld':
      return { kind: 'unsent', detail: outcome.detail }
    case 'broken':
      return { kind: 'none', cause: outcome.fault, detail: outcome.detail }
    case 'silent':
      return { kind: 'none', cause: outcome.cause, detail: outcome.detail }
    case 'reply':
      return replyAnswer(operation, outcome.reply, exchange)
  }
}

const replyAnswer = (operation: Operation | undefined, reply: WireReply, exchange: Exchange): AttemptAnswer => {
  const { status, headers } = reply
  if (isAccepted(exchange)) return { kind: isForeignPage(operation, reply) ? 'page' : 'taken', status }
  if (excuse(exchange) !== undefined) return { kind: 'credentials', status }
  const { location } = headers
  // Paths may differ from one answer to the next.
  if (status >= 300 && status <= 399 && location !== undefined)
    return {
      kind: 'redirect',
      status,
      to: URL.canParse(location) ? new URL(location).origin : 'another address of its own',
    }
  return { kind: 'refused', status, said: said(reply) }
}

/** Whether what was sent was taken. A login page or a start page says 200 too, and has taken nothing. */
export const isTaken = (operation: Operation | undefined, exchange: Exchange): boolean =>
  exchange.outcome.kind === 'reply' && attemptAnswer(operation, exchange).kind === 'taken'

/** A document that is only labelled as a page is none. */
const isForeignPage = (operation: Operation | undefined, { headers, body }: WireReply): boolean =>
  markup.test(body) &&
  /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '') &&
  operation !== undefined &&
  !operation.replies.some(({ mediaTypes }) => mediaTypes.some((type) => /html|^(?:\*|text)\/\*/i.test(type)))

const markup = /^\s*<(?:!doctype\s+html|!--|(?:html|head|body|title|meta|h[1-6]|div|p|form|center)[\s>])/i

/** The body in short, without the ids that differ from one answer to the next: equal reasons read the same. */
export const said = ({ body }: WireReply): string => brief(body.replace(uuid, '…'), 160)

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
