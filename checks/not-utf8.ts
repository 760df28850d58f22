import { keepsTypes } from '../contracts/codec/codecs.ts'
import type { WireReply } from '../core/exchange.ts'
import type { Finding } from '../core/finding.ts'
import { brief } from '../core/json.ts'
import { isXmlType } from '../core/media-type.ts'
import { type CheckContext, finding } from './check.ts'

/** What is wrong with the bytes of a body; open where its label names another charset. */
type NotUtf8 = { readonly problem: Finding; readonly isOpen: boolean }

/** Bytes that are no UTF-8, where the body should be: of JSON always, of XML where it names no other encoding. */
export const notUtf8 = (context: CheckContext, reply: WireReply): NotUtf8 | undefined => {
  const label = reply.headers['content-type'] ?? ''
  if (!reply.notUtf8 || !keepsTypes(label)) return undefined
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(label)?.[1]?.toLowerCase() ?? 'utf-8'
  const isOther = !['utf-8', 'utf8', 'us-ascii'].includes(charset)
  if (isXmlType(label) && (isOther || /^\s*<\?xml[^>]{0,200}\bencoding\b/.test(reply.body))) return undefined
  const problem = finding(context, {
    message: 'The body is not UTF-8',
    expected: 'text in UTF-8',
    received: brief(reply.body),
  })
  return { problem, isOpen: isOther }
}
