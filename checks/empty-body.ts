import { failed, passed, warned } from '../core/finding.ts'
import { brief } from '../core/json.ts'
import { type Check, documented, finding } from './check.ts'

/** RFC 9110, section 8.6, and RFC 9112, section 6.1, forbid them; the body is empty all the same. */
const framing = [
  {
    name: 'transfer-encoding',
    at: 'Transfer-Encoding',
    message: 'The reply 204 says that a body follows in chunks',
  },
  { name: 'content-length', at: 'Content-Length', message: 'The reply 204 says how long its body is' },
] as const

export const emptyBody: Check = {
  rule: 'Where the documents promise an empty body, nothing follows the headers.',
  run(context) {
    const found = documented(context)
    if (!found?.spec.empty) return []
    const { reply, spec } = found
    const requirement = context.id(`response.${spec.status}/empty`)
    const length = Number(reply.headers['content-length'] ?? 0)
    // HTTP has no body after this status: what a server sends all the same never comes here, but how long it is does.
    if (reply.body === '' && reply.status === 204 && length > 0)
      return [
        failed(
          requirement,
          finding(context, {
            message: 'The reply 204 announces a body',
            at: 'Content-Length',
            expected: 'an empty body',
            received: `${length} bytes`,
          }),
        ),
      ]
    const framed =
      reply.body === '' && reply.status === 204 ? framing.find(({ name }) => name in reply.headers) : undefined
    if (framed)
      return [
        warned(
          requirement,
          finding(context, {
            message: framed.message,
            at: framed.at,
            expected: 'no such header',
            received: reply.headers[framed.name] ?? '',
          }),
        ),
      ]
    if (reply.body === '') return [passed(requirement, context.exchange.id)]
    const problem = finding(context, {
      message: `The reply ${reply.status} has a body`,
      at: 'body',
      expected: 'an empty body',
      received: brief(reply.body),
    })
    const ambiguity = spec.empty?.ambiguity
    const isFair = ambiguity !== undefined && spec.status !== String(reply.status)
    return [isFair ? warned(requirement, { ...problem, ambiguities: [ambiguity] }) : failed(requirement, problem)]
  },
}
