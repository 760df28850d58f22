import type { WireReply } from '../core/exchange.ts'
import { type Finding, failed, passed, warned } from '../core/finding.ts'
import { brief, pointer } from '../core/json.ts'
import { isXmlType } from '../core/media-type.ts'
import { type Check, type CheckContext, decoded, documented, finding } from './check.ts'
import { notUtf8 } from './not-utf8.ts'

export const parses: Check = {
  rule: 'RFC 8259: the body is JSON text; where the contract offers XML and the label says so, well-formed XML.',
  run(context) {
    const found = documented(context)
    if (!found?.spec.schema || context.exchange.request.method === 'HEAD') return []
    // RFC 9110: 204 has no content. Whether it is a fair answer is judged at the status.
    if (found.reply.status === 204) return []
    const requirement = context.id(`response.${found.spec.status}/parses`)
    const body = decoded(found.reply, found.spec)
    const bytes = notUtf8(context, found.reply)
    if (bytes)
      return [context.soft || bytes.isOpen ? warned(requirement, bytes.problem) : failed(requirement, bytes.problem)]
    const misdeclared = body.kind === 'value' ? otherThanDeclared(context, found.reply) : undefined
    if (misdeclared) return [context.soft ? warned(requirement, misdeclared) : failed(requirement, misdeclared)]
    if (body.kind === 'value') {
      const marked = isXml(found.reply) ? undefined : byteOrderMark(context, found.reply)
      if (marked) return [warned(requirement, marked)]
      // Of XML it is a promise of its own.
      const twice = isXml(found.reply) ? undefined : body.oddities.find(({ kind }) => kind === 'repeated')
      if (!twice) return [passed(requirement, context.exchange.id)]
      const { path, expected, received } = twice
      const message = `${pointer(path)} stands in its object more than once`
      // RFC 8259 has it as SHOULD.
      return [warned(requirement, finding(context, { message, at: pointer(path), expected, received }))]
    }
    const problem = finding(context, {
      message: found.reply.body === '' ? 'The reply has no body' : body.why,
      expected: body.why.includes('XML') ? 'an XML document' : 'a JSON document',
      received: brief(found.reply.body),
    })
    return [context.soft ? warned(requirement, problem) : failed(requirement, problem)]
  },
}

const isXml = ({ headers }: WireReply): boolean => isXmlType(headers['content-type'])

/** RFC 8259, section 8.1: none may be added, though whoever reads may pass over it. */
const byteOrderMark = (context: CheckContext, { body }: WireReply): Finding | undefined =>
  body.startsWith('\uFEFF')
    ? finding(context, {
        message: 'The body begins with a byte order mark',
        expected: 'JSON text without one',
        received: brief(body),
      })
    : undefined

/** XML that says it is in an encoding of two or four bytes a character, where its bytes are UTF-8: no parser reads that. */
const otherThanDeclared = (context: CheckContext, reply: WireReply): Finding | undefined => {
  const declared = /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([\w-]{1,40})/.exec(reply.body)?.[1]
  if (!isXml(reply) || reply.notUtf8 || !/^(utf-?16|utf-?32|ucs-?[24]|iso-10646-ucs-[24])/i.test(declared ?? ''))
    return undefined
  return finding(context, {
    message: `The XML declares ${declared} and is not in it`,
    expected: 'the encoding that the bytes are in',
    received: brief(reply.body),
  })
}
