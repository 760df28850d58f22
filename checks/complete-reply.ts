import { failed, passed } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

/** A request that nobody answered says nothing; a reply that breaks off does. */
export const completeReply: Check = {
  rule: 'RFC 9112: a message is complete when all of its body has arrived; the server answers each request.',
  run(context) {
    const { outcome } = context.exchange
    const requirement = context.id('transport/complete-reply')
    if (outcome.kind === 'reply') return [passed(requirement, context.exchange.id)]
    if (outcome.kind !== 'broken') return []
    return [
      failed(
        requirement,
        finding(context, {
          message: outcome.detail,
          expected: 'one complete HTTP reply',
          received: `${outcome.fault}: ${outcome.detail}`,
        }),
      ),
    ]
  },
}
