import { bent, broken, kept } from '../core/finding.ts'
import { brief } from '../core/json.ts'
import { type Check, documented, finding } from './check.ts'

export const emptyBody: Check = {
  rule: 'Where the documents promise an empty body, nothing follows the headers.',
  run(context) {
    const found = documented(context)
    if (!found?.spec.empty) return []
    const { reply, spec } = found
    const requirement = context.id(`response.${spec.status}/empty`)
    const told = Number(reply.headers['content-length'] ?? 0)
    // HTTP has no body after this status: what a server sends all the same never comes here, but how long it is does.
    if (reply.body === '' && reply.status === 204 && told > 0)
      return [
        broken(
          requirement,
          finding(context, {
            message: 'The reply 204 announces a body',
            at: 'Content-Length',
            expected: 'an empty body',
            received: `${told} bytes`,
          }),
        ),
      ]
    // RFC 9112, section 6.1, forbids it; with no chunk but the last, the body is empty all the same.
    if (reply.body === '' && reply.status === 204 && 'transfer-encoding' in reply.headers)
      return [
        bent(
          requirement,
          finding(context, {
            message: 'The reply 204 is told to come in pieces, as a body does',
            at: 'Transfer-Encoding',
            expected: 'no such header',
            received: reply.headers['transfer-encoding'] ?? '',
          }),
        ),
      ]
    if (reply.body === '') return [kept(requirement, context.exchange.id)]
    const problem = finding(context, {
      message: `The reply ${reply.status} has a body`,
      at: 'body',
      expected: 'an empty body',
      received: brief(reply.body),
    })
    const ambiguity = spec.empty?.ambiguity
    const isFair = ambiguity !== undefined && spec.status !== String(reply.status)
    return [isFair ? bent(requirement, { ...problem, ambiguities: [ambiguity] }) : broken(requirement, problem)]
  },
}
