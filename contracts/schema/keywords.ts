import { isObject, type Json } from '../../core/json.ts'
import { oncePer } from '../../core/once-per.ts'
import { patternOf } from '../../core/pattern.ts'
import { isJudgedFormat } from './formats.ts'
import type { SchemaNode } from './node.ts'
import { allowsNothing, allowsType, asSchema, listed, type Schema } from './schema.ts'

/** A keyword that a value can break, and the JSON types it speaks about. */
export type Keyword = {
  readonly name: string
  readonly appliesTo: readonly string[]
  readonly says: (value: Json) => string
  /** Whether a value of such a type could break it; where it is not given, any could. */
  readonly mayBreak?: (rule: Json, value: Json | undefined) => boolean
  /** Why nothing can be judged by it; undefined where it can. */
  readonly unjudged?: (rule: Json) => string | undefined
}

const list = (value: Json): string => [value].flat().map(String).join(' or ')
const counted = (value: Json, one: string, many: string): string => `${value} ${value === 1 ? one : many}`

const formatText: Readonly<Record<string, string>> = {
  'iso-date-time': 'is an ISO 8601 date and time',
  'strict-date-time': 'is a date-time of RFC 3339, with a T between date and time',
  'utc-date-time': 'is an RFC 3339 date and time in UTC',
  'decimal-text': 'is a number, also where it is written as text',
  'integer-text': 'is a whole number, also where it is written as text',
  'boolean-text': 'is true or false, also where it is written as text',
}

/** The values that the elements of a list have at a member. */
const membersIn = (value: Json | undefined, member: string): readonly Json[] =>
  listed(value).flatMap((element) => {
    const found = isObject(element) ? element[member] : undefined
    return found === undefined || found === null ? [] : [found]
  })

/** The member that a sum rule is about. */
const summed = (rule: Json): string => String(asSchema(rule)['member'])

/** Every keyword that becomes a requirement, in the order in which they are tried. */
export const keywords: readonly Keyword[] = [
  { name: 'type', appliesTo: [], says: (value) => `is of type ${list(value)}` },
  { name: 'const', appliesTo: [], says: (value) => `is ${JSON.stringify(value)}` },
  {
    name: 'enum',
    appliesTo: [],
    says: (value) =>
      `is one of ${listed(value)
        .map((one) => JSON.stringify(one))
        .join(', ')}`,
  },
  {
    name: 'minLength',
    appliesTo: ['string'],
    says: (value) => `has at least ${counted(value, 'character', 'characters')}`,
  },
  {
    name: 'maxLength',
    appliesTo: ['string'],
    says: (value) => `has at most ${counted(value, 'character', 'characters')}`,
  },
  {
    name: 'pattern',
    appliesTo: ['string'],
    says: (value) => `matches ${value}`,
    unjudged: (rule) =>
      patternOf(String(rule)) ? undefined : `the pattern ${rule} is no regular expression that can be read here`,
  },
  {
    name: 'format',
    appliesTo: ['string'],
    says: (value) => formatText[String(value)] ?? `has the format ${value}`,
    unjudged: (rule) =>
      isJudgedFormat(String(rule)) ? undefined : `nothing is known here that the format ${rule} forbids`,
  },
  { name: 'minimum', appliesTo: ['number', 'integer'], says: (value) => `is at least ${value}` },
  { name: 'maximum', appliesTo: ['number', 'integer'], says: (value) => `is at most ${value}` },
  { name: 'exclusiveMinimum', appliesTo: ['number', 'integer'], says: (value) => `is more than ${value}` },
  { name: 'exclusiveMaximum', appliesTo: ['number', 'integer'], says: (value) => `is less than ${value}` },
  { name: 'multipleOf', appliesTo: ['number', 'integer'], says: (value) => `is a multiple of ${value}` },
  { name: 'minItems', appliesTo: ['array'], says: (value) => `has at least ${counted(value, 'element', 'elements')}` },
  { name: 'maxItems', appliesTo: ['array'], says: (value) => `has at most ${counted(value, 'element', 'elements')}` },
  {
    name: 'uniqueItems',
    appliesTo: ['array'],
    says: () => 'has no element twice',
    mayBreak: (_, value) => listed(value).length > 1,
  },
  { name: 'contains', appliesTo: ['array'], says: () => 'contains an element of the documented kind' },
  {
    name: 'x-assay-unique-by',
    appliesTo: ['array'],
    says: (value) => `has no ${value} twice`,
    mayBreak: (member, value) => membersIn(value, String(member)).length > 1,
  },
  {
    name: 'x-assay-sequence',
    appliesTo: ['array'],
    says: (value) => `counts ${value} from 1 without a gap`,
    mayBreak: (member, value) => membersIn(value, String(member)).length > 0,
  },
  {
    name: 'minProperties',
    appliesTo: ['object'],
    says: (value) => `has at least ${counted(value, 'member', 'members')}`,
  },
  {
    name: 'maxProperties',
    appliesTo: ['object'],
    says: (value) => `has at most ${counted(value, 'member', 'members')}`,
  },
  { name: 'additionalProperties', appliesTo: ['object'], says: () => 'has no other members' },
  {
    name: 'dependentRequired',
    appliesTo: ['object'],
    says: () => 'has the members that others call for',
    mayBreak: (calls, value) => Object.keys(asSchema(calls)).some((name) => Object.hasOwn(asSchema(value), name)),
  },
  {
    name: 'x-assay-sum',
    appliesTo: ['object'],
    says: (value) => `has as ${summed(value)} the sum of its parts`,
    mayBreak: (rule, value) => typeof asSchema(value)[summed(rule)] === 'number',
  },
  { name: 'anyOf', appliesTo: [], says: () => 'has one of the documented forms' },
  { name: 'oneOf', appliesTo: [], says: () => 'has exactly one of the documented forms' },
  {
    name: 'not',
    appliesTo: [],
    says: (value) => (allowsNothing({ not: value }) ? 'is left out' : 'has not the excluded form'),
  },
]

/** What a keyword of a node says under each reading that has it, the strict one first. */
export const rulesAt = ({ schemas: { wide, strict } }: SchemaNode, { name }: Keyword): readonly Json[] =>
  [strict[name], wide[name]].filter((rule) => rule !== undefined)

/** Why nothing can be judged by a keyword of a node under any reading. */
export const whyUnjudged = (node: SchemaNode, keyword: Keyword): string | undefined => {
  const reasons = rulesAt(node, keyword).map((rule) => keyword.unjudged?.(rule))
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined
}

/** The keywords that a node's schema holds under the strict or the wide reading. */
export const keywordsOf = oncePer(({ schemas: { wide, strict } }: SchemaNode): readonly Keyword[] =>
  keywords.filter(({ name, appliesTo }) => [wide, strict].some((schema) => speaks(schema, name, appliesTo))),
)

const speaks = (schema: Schema, name: string, appliesTo: readonly string[]): boolean => {
  const value = schema[name]
  if (value === undefined) return false
  if (name === 'additionalProperties') return value === false
  if (name === 'uniqueItems') return value === true
  if (name === 'minLength' || name === 'minItems' || name === 'minProperties') if (value === 0) return false
  return appliesTo.length === 0 || appliesTo.some((type) => allowsType(schema, type))
}
