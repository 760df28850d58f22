import { failed, passed } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

export const challenge: Check = {
  rule: 'RFC 9110 section 15.5.2: a reply 401 tells in WWW-Authenticate how to be let in.',
  run(context) {
    const { operation, exchange } = context
    if (!operation.secured || exchange.outcome.kind !== 'reply' || exchange.outcome.reply.status !== 401) return []
    const requirement = context.id('protocol/challenge')
    const { headers } = exchange.outcome.reply
    if ((headers['www-authenticate'] ?? '').trim() !== '') return [passed(requirement, exchange.id)]
    return [
      failed(
        requirement,
        finding(context, {
          message: 'A reply 401 does not tell how to be let in',
          at: 'header www-authenticate',
          expected: 'a scheme, such as Bearer',
          received: headers['www-authenticate'] === undefined ? 'no such header' : 'an empty header',
        }),
      ),
    ]
  },
}
