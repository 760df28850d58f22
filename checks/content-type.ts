import { failed, passed, warned } from '../core/finding.ts'
import { type Check, documented, finding } from './check.ts'

export const contentType: Check = {
  rule: 'OpenAPI 3.1 Response Object: content is keyed by media type.',
  run(context) {
    const found = documented(context)
    if (!found || found.spec.mediaTypes.length === 0 || found.reply.body === '') return []
    const { reply, spec } = found
    const requirement = context.id(`response.${spec.status}/content-type`)
    const received = mediaTypeOf(reply.headers['content-type'])
    if (spec.mediaTypes.some((expected) => covers(expected, received)))
      return [passed(requirement, context.exchange.id)]
    const wide = spec.alsoMedia.find(({ mediaType }) => covers(mediaType, received))
    const problem = {
      ...finding(context, {
        message: `The reply is labelled ${received || 'nothing'}`,
        at: 'header content-type',
        expected: spec.mediaTypes.join(' or '),
        received: reply.headers['content-type'] ?? 'no such header',
      }),
      ...(wide ? { ambiguities: [wide.ambiguity] } : {}),
    }
    return [wide || context.soft ? warned(requirement, problem) : failed(requirement, problem)]
  },
}

const mediaTypeOf = (header: string | undefined): string => (header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

const covers = (expected: string, received: string): boolean => {
  const plain = mediaTypeOf(expected)
  return plain === received || plain === '*/*' || (plain.endsWith('/*') && received.startsWith(plain.slice(0, -1)))
}
