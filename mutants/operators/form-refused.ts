import type { BodySpec } from '../../contracts/contract.ts'
import type { SchemaNode } from '../../contracts/schema/node.ts'
import { typesOf } from '../../contracts/schema/schema.ts'
import type { Sent } from '../../core/layer.ts'
import { isJsonType, isXmlType } from '../../core/media-type.ts'
import { refusing } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'

/** A way to write a request that says the same. */
type Form = {
  readonly name: string
  readonly isMet: (text: string, sent: Sent) => boolean
  /** Whether a body of an operation can be written so. @defaultValue any */
  readonly has?: (body: BodySpec) => boolean
}

const offers =
  (kind: RegExp) =>
  ({ mediaTypes }: BodySpec): boolean =>
    mediaTypes.some((one) => kind.test(one))

const label = ({ headers }: Sent): string => headers['content-type'] ?? ''
const isJson = (sent: Sent): boolean => isJsonType(label(sent))
const isXml = (sent: Sent): boolean => isXmlType(label(sent))

/** JSON text without its strings. */
const bare = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, '""')

const forms: readonly Form[] = [
  {
    name: 'exponent',
    isMet: (text, sent) => isJson(sent) && /\d[eE][+-]?\d/.test(bare(text)),
    has: ({ node }) => holdsNumbers(node),
  },
  { name: 'escapes', isMet: (text, sent) => isJson(sent) && /\\u[0-9a-f]{4}/i.test(text) },
  { name: 'line-breaks', isMet: (text, sent) => isJson(sent) && /[\r\n\t]/.test(bare(text)) },
  { name: 'references', isMet: (text, sent) => isXml(sent) && /&#\w+;/.test(text), has: offers(/xml$/) },
  { name: 'cdata', isMet: (text, sent) => isXml(sent) && text.includes('<![CDATA['), has: offers(/xml$/) },
  { name: 'long', isMet: (text) => text.length > 16_384 },
  { name: 'charset', isMet: (_, sent) => /charset=utf-8$/.test(label(sent)) },
  { name: 'quoted-charset', isMet: (_, sent) => /charset="utf-8"$/i.test(label(sent)) },
  { name: 'label-case', isMet: (_, sent) => /^[^;]*[A-Z]/.test(label(sent)) },
  { name: 'accept-any', isMet: (_, { headers }) => headers['accept'] === '*/*' },
  { name: 'accept-list', isMet: (_, { headers }) => headers['accept']?.includes(',') === true },
  { name: 'no-length', isMet: (text, { headers }) => text !== '' && headers['content-length'] === undefined },
]

export const formRefused: Operator = {
  name: 'request/form-refused',
  family: 'refuses',
  title: 'A request is refused for how it is written, which says the same.',
  isAgainst: true,
  drafts: (operation) => {
    const { body } = operation
    if (!body) return []
    return forms
      .filter(({ has }) => has?.(body) ?? true)
      .map(
        ({ name, isMet }): Draft => ({
          id: `request/${operation.id}/form/${name}`,
          place: `form/${name}`,
          apply: refusing((call) => isMet(new TextDecoder().decode(call.sent.body), call.sent), operation),
        }),
      )
  },
}

function holdsNumbers(root: SchemaNode): boolean {
  const below = [...Object.values(root.properties), ...(root.items ? [root.items] : [])]
  return typesOf(root.schemas.strict)?.includes('number') === true || (!root.isCut && below.some(holdsNumbers))
}
