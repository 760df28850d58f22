import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { allowsType, numberAt } from '../../contracts/schema/schema.ts'
import { isObject, isText } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import { valueIn } from '../call.ts'
import { refusing } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'
import { valuesAt } from '../values-at.ts'

/** A kind of value that a place may hold. */
type ValueClass = {
  readonly name: string
  readonly type: string
  /** Whether the schema of a place has such values at all. @defaultValue yes */
  readonly has?: (node: SchemaNode) => boolean
  readonly isMet: (value: unknown, node: SchemaNode) => boolean
}

const isFree = ({ schemas }: SchemaNode): boolean =>
  !['enum', 'const', 'format', 'pattern'].some((keyword) => keyword in schemas.wide)

const classes: readonly ValueClass[] = [
  { name: 'non-ascii', type: 'string', has: isFree, isMet: (value) => isText(value) && /[^\p{ASCII}]/u.test(value) },
  {
    name: 'astral',
    type: 'string',
    has: isFree,
    isMet: (value) => isText(value) && /[\u{10000}-\u{10ffff}]/u.test(value),
  },
  { name: 'apostrophe', type: 'string', has: isFree, isMet: (value) => isText(value) && value.includes("'") },
  { name: 'quote', type: 'string', has: isFree, isMet: (value) => isText(value) && value.includes('"') },
  { name: 'markup', type: 'string', has: isFree, isMet: (value) => isText(value) && /[&<>]/.test(value) },
  { name: 'backslash', type: 'string', has: isFree, isMet: (value) => isText(value) && value.includes('\\') },
  { name: 'digits', type: 'string', has: isFree, isMet: (value) => isText(value) && /^\d+$/.test(value) },
  { name: 'empty', type: 'string', has: isFree, isMet: (value) => value === '' },
  {
    name: 'longest',
    type: 'string',
    has: ({ schemas }) => 'maxLength' in schemas.wide,
    isMet: (value, { schemas }) => isText(value) && [...value].length === numberAt(schemas.wide, 'maxLength'),
  },
  { name: 'zero', type: 'number', isMet: (value) => value === 0 },
  { name: 'negative', type: 'number', isMet: (value) => typeof value === 'number' && value < 0 },
  {
    name: 'decimals',
    type: 'number',
    has: ({ schemas }) => allowsType(schemas.wide, 'number'),
    isMet: (value) => typeof value === 'number' && !Number.isInteger(value),
  },
  { name: 'large', type: 'number', isMet: (value) => typeof value === 'number' && Math.abs(value) >= 10_000 },
  { name: 'no-elements', type: 'array', isMet: (value) => Array.isArray(value) && value.length === 0 },
  { name: 'two-elements', type: 'array', isMet: (value) => Array.isArray(value) && value.length > 1 },
  { name: 'many-elements', type: 'array', isMet: (value) => Array.isArray(value) && value.length > 9 },
  { name: 'no-members', type: 'object', isMet: (value) => isObject(value) && Object.keys(value).length === 0 },
  { name: 'null', type: 'null', isMet: (value) => value === null },
  {
    name: 'offset',
    type: 'string',
    has: ({ schemas }) => /date-time/.test(String(schemas.wide['format'] ?? '')),
    isMet: (value) => isText(value) && /T.*[+-]\d{2}:\d{2}$/.test(value),
  },
  {
    name: 'fraction',
    type: 'string',
    has: ({ schemas }) => /date-time/.test(String(schemas.wide['format'] ?? '')),
    isMet: (value) => isText(value) && /T.*\.\d+/.test(value),
  },
]

const mayHold = ({ schemas }: SchemaNode, type: string): boolean =>
  allowsType(schemas.wide, type) || (type === 'number' && allowsType(schemas.wide, 'integer'))

export const classRefused: Operator = {
  name: 'request/class-refused',
  family: 'refuses',
  title: 'A request is refused for a kind of value that is fair at its place.',
  isAgainst: true,
  drafts: (operation) =>
    (operation.body ? nodesOf(operation.body.node) : []).flatMap((node) =>
      classes
        .filter(({ type, has }) => mayHold(node, type) && (has?.(node) ?? true))
        .map(({ name, isMet }): Draft => {
          const place = `${placeOf(node.path) || 'body'}/${name}`
          return {
            id: `request/${operation.id}/${place}`,
            place,
            apply: refusing((call) => {
              const body = valueIn(call)
              return body !== undefined && valuesAt(body.value, node.path).some((value) => isMet(value, node))
            }, operation),
          }
        }),
    ),
}
