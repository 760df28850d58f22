import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/json.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { keywords, keywordsOf } from './keywords.ts'

const says: Readonly<Record<string, readonly (readonly [Json, string])[]>> = {
  type: [
    ['string', 'is of type string'],
    [['string', 'null'], 'is of type string or null'],
  ],
  const: [['a', 'is "a"']],
  enum: [[['a', 1, null], 'is one of "a", 1, null']],
  minLength: [
    [1, 'has at least 1 character'],
    [2, 'has at least 2 characters'],
  ],
  maxLength: [[64, 'has at most 64 characters']],
  pattern: [['^a', 'matches ^a']],
  format: [
    ['utc-date-time', 'is an RFC 3339 date and time in UTC'],
    ['uuid', 'has the format uuid'],
  ],
  minimum: [[0, 'is at least 0']],
  maximum: [[1, 'is at most 1']],
  exclusiveMinimum: [[0, 'is more than 0']],
  exclusiveMaximum: [[1, 'is less than 1']],
  multipleOf: [[0.01, 'is a multiple of 0.01']],
  minItems: [[1, 'has at least 1 element']],
  maxItems: [[2, 'has at most 2 elements']],
  uniqueItems: [[true, 'has no element twice']],
  contains: [[{}, 'contains an element of the documented kind']],
  'x-assay-unique-by': [['line', 'has no line twice']],
  'x-assay-sequence': [['line', 'counts line from 1 without a gap']],
  minProperties: [[1, 'has at least 1 member']],
  maxProperties: [[2, 'has at most 2 members']],
  additionalProperties: [[false, 'has no other members']],
  dependentRequired: [[{ a: ['b'] }, 'has the members that others call for']],
  'x-assay-sum': [[{ member: 'total', plus: [], minus: [] }, 'has as total the sum of its parts']],
  anyOf: [[[], 'has one of the documented forms']],
  oneOf: [[[], 'has exactly one of the documented forms']],
  not: [
    [{}, 'is left out'],
    [{ type: 'string' }, 'has not the excluded form'],
  ],
}

describe.each(keywords)('$name', ({ name, says: tell }) => {
  test('reads as a sentence', () => {
    const rows = says[name]
    if (!rows) throw new Error(`No sentences for ${name}: add them to \`says\`.`)
    expect(rows.map(([value]) => tell(value))).toEqual(rows.map(([, sentence]) => sentence))
  })
})

describe('the keywords that a value can break', () => {
  test.each<[string, Json, readonly string[]]>([
    [
      'are those of either reading',
      { type: 'string', 'x-assay-strict': [{ ambiguity: 1, maxLength: 5 }] },
      ['type', 'maxLength'],
    ],
    ['not those about other types', { type: 'string', minimum: 1, minItems: 1 }, ['type']],
    ['also those about one of several types', { type: ['string', 'null'], maxLength: 5 }, ['type', 'maxLength']],
    ['also those about fractions of a number', { type: 'integer', minimum: 1 }, ['type', 'minimum']],
    ['not those that allow everything', { minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false }, []],
    ['not those that allow other members', { additionalProperties: true }, []],
    ['not those about values of other members', { additionalProperties: { type: 'string' } }, []],
    ['not annotations', { title: 'A', default: 1, description: 'x' }, []],
  ])('%s', (_, schema, expected) => {
    expect(keywordsOf(schemaOf(schema).node).map(({ name }) => name)).toEqual(expected)
  })
})
