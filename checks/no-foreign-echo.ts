import type { Operation } from '../contracts/contract.ts'
import { uniqueMembersOf } from '../contracts/schema/unique-members.ts'
import { failed, passed } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

export const noForeignEcho: Check = {
  rule: 'What was sent in one request does not show in the refusal of another (CWE-488).',
  run({ operation, exchange, id, tag }) {
    const { outcome, request } = exchange
    if (tag === undefined || !isMarked(operation) || outcome.kind !== 'reply') return []
    if (outcome.reply.status < 400) return []
    const requirement = id('security/no-foreign-echo')
    const own = [request.path, request.body ?? '', ...Object.values(request.headers)]
    const found = outcome.reply.body.match(new RegExp(`assay-${tag}\\d*-[0-9a-z]{8}`, 'g')) ?? []
    const foreign = found.find((mark) => !own.some((text) => text.includes(mark)))
    if (foreign === undefined) return [passed(requirement, exchange.id)]
    return [
      failed(
        requirement,
        finding(
          { exchange },
          {
            message: 'A refusal holds what another request was sent with',
            at: 'body',
            expected: 'nothing of other requests',
            received: foreign,
          },
        ),
      ),
    ]
  },
}

/** Its requests hold values that no other request has. */
const isMarked = ({ body }: Operation): boolean => body !== undefined && uniqueMembersOf(body.node).length > 0
