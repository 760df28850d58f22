import { bent, broken, kept } from '../core/finding.ts'
import { brief } from '../core/json.ts'
import { type Check, documented, finding, parsed } from './check.ts'

export const parses: Check = {
  rule: 'RFC 8259: the body is JSON text.',
  run(context) {
    const found = documented(context)
    if (!found?.spec.schema || context.exchange.request.method === 'HEAD') return []
    // RFC 9110: 204 has no content. Whether it is a fair answer is judged at the status.
    if (found.reply.status === 204) return []
    const requirement = context.id(`response.${found.spec.status}/parses`)
    if (parsed(found.reply)) return [kept(requirement)]
    const problem = finding(context, {
      message: found.reply.body === '' ? 'The reply has no body' : 'The body is not JSON',
      expected: 'a JSON document',
      received: brief(found.reply.body),
    })
    return [context.soft ? bent(requirement, problem) : broken(requirement, problem)]
  },
}
