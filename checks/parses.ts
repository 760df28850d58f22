import { bent, broken, kept } from '../core/finding.ts'
import { brief } from '../core/json.ts'
import { type Check, decoded, documented, finding } from './check.ts'

export const parses: Check = {
  rule: 'RFC 8259: the body is JSON text; where the contract offers XML and the label says so, well-formed XML.',
  run(context) {
    const found = documented(context)
    if (!found?.spec.schema || context.exchange.request.method === 'HEAD') return []
    // RFC 9110: 204 has no content. Whether it is a fair answer is judged at the status.
    if (found.reply.status === 204) return []
    const requirement = context.id(`response.${found.spec.status}/parses`)
    const body = decoded(found.reply, found.spec)
    if (body.kind === 'value') return [kept(requirement, context.exchange.id)]
    const problem = finding(context, {
      message: found.reply.body === '' ? 'The reply has no body' : body.why,
      expected: body.why.includes('XML') ? 'an XML document' : 'a JSON document',
      received: brief(found.reply.body),
    })
    return [context.soft ? bent(requirement, problem) : broken(requirement, problem)]
  },
}
