import { codecFor } from '../contracts/codec/codecs.ts'
import { failed, passed, warned } from '../core/finding.ts'
import { brief } from '../core/json.ts'
import { type Check, documented, finding } from './check.ts'
import { notUtf8 } from './not-utf8.ts'

export const label: Check = {
  rule: 'RFC 9110 section 8.3: what a reply is labelled as JSON or XML is that, whether a document speaks of it or not.',
  run(context) {
    const { outcome, request, id } = context.exchange
    if (outcome.kind !== 'reply' || request.method === 'HEAD' || outcome.reply.body === '') return []
    const { status, headers, body } = outcome.reply
    // What the contract describes is read by its own rule; a body after a 204 belongs to no reply.
    if (status === 204 || documented(context)?.spec.schema) return []
    const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (!/[/+](?:json|xml)$/.test(mediaType)) return []
    const requirement = context.id('transport/label')
    const bytes = notUtf8(context, outcome.reply)
    if (bytes) return [(bytes.isOpen ? warned : failed)(requirement, bytes.problem)]
    const read = codecFor(mediaType, [mediaType]).decode(body, undefined)
    if (read.kind === 'value') return [passed(requirement, id)]
    return [
      failed(
        requirement,
        finding(context, {
          message: `A reply ${status} labelled ${mediaType} is not that`,
          at: 'body',
          expected: mediaType,
          received: brief(body),
        }),
      ),
    ]
  },
}
