import { failed, passed } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

export const allow: Check = {
  rule: 'RFC 9110 section 15.5.6: a reply 405 lists in Allow the methods that the resource takes.',
  run(context) {
    const { outcome, request, id } = context.exchange
    if (outcome.kind !== 'reply' || outcome.reply.status !== 405) return []
    const requirement = context.id('protocol/allow')
    const received = outcome.reply.headers['allow']
    const listed = received?.split(',').map((one) => one.trim())
    // That nothing is listed says that nothing is taken any more: HTTP has that too.
    if (listed !== undefined && !listed.includes(request.method)) return [passed(requirement, id)]
    return [
      failed(
        requirement,
        finding(context, {
          message:
            listed === undefined
              ? 'A reply 405 does not tell which methods are taken'
              : `A reply 405 to ${request.method} lists it among the methods that are taken`,
          at: 'header allow',
          expected: 'the methods that are taken',
          received: received ?? 'no such header',
        }),
      ),
    ]
  },
}
