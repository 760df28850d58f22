import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newAjv } from '../../contracts/schema/judge.ts'
import type { Schema } from '../../contracts/schema/schema.ts'
import type { Json } from '../../core/json.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { drawWith } from '../draw.ts'
import { valid } from '../valid/valid.ts'
import { vocabulary } from '../vocabulary.ts'
import { applied } from './apply.ts'
import { type Candidate, isUnbreakable } from './mutation.ts'
import { mutations } from './mutations.ts'

const one = (...schemas: readonly Schema[]) => fc.constantFrom(...schemas)
const upTo = (max: number) => fc.integer({ min: 1, max })
const letters: Schema = { type: 'string' }
const lines: Schema = { type: 'object', required: ['line'], properties: { line: { type: 'integer' } } }

/** Whole numbers large and small, amounts of money, and numbers that are no multiple of anything. */
const limits = fc.oneof(
  fc.record({ type: fc.constant('integer'), limit: fc.maxSafeInteger() }),
  fc.record({ type: fc.constant('number'), limit: fc.integer({ min: -1e12, max: 1e12 }) }),
  fc.record({
    type: fc.constantFrom('integer', 'number'),
    limit: fc.integer({ min: -99_999, max: 99_999 }),
    multipleOf: fc.constantFrom(1, 3, 7, 10),
  }),
  fc.record({
    type: fc.constant('number'),
    limit: fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100),
    multipleOf: fc.constantFrom(0.01, 0.25),
  }),
  fc.record({
    type: fc.constant('number'),
    limit: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toPrecision(6))),
  }),
  fc.record({ type: fc.constant('integer'), limit: fc.constantFrom(1.5, -0.5) }),
)

/** `widest` is what documents write for a 64-bit integer. */
const bounded = (keyword: string, widest: number): fc.Arbitrary<Schema> =>
  fc
    .oneof({ arbitrary: limits, weight: 9 }, fc.constant({ type: 'integer', limit: widest }))
    .map(({ limit, ...schema }) => ({ ...schema, [keyword]: limit }))

/** Schemas in which each keyword can be broken. */
const breakable: Readonly<Record<string, fc.Arbitrary<Schema>>> = {
  type: one(
    { type: 'string' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array' },
    { type: 'object' },
    { type: 'null' },
    { type: ['string', 'null'] },
    { type: ['number', 'string'], format: 'decimal-text' },
    { type: ['integer', 'string'] },
    { type: 'string', minLength: 2, maxLength: 5, pattern: '^a' },
    { type: 'integer', minimum: 1, maximum: 5 },
  ),
  enum: one(
    { enum: ['Unknown', 'OneDay'] },
    { type: 'string', enum: ['a', 'B'] },
    { type: 'integer', enum: [0, 1, 2] },
    { type: ['string', 'null'], enum: ['x', null] },
    { enum: [1, 'a'] },
    { enum: [1.5] },
  ),
  const: one(
    { const: 'System error.' },
    { type: 'string', const: 'x' },
    { type: 'integer', const: 400 },
    { const: true },
    { const: { a: 1 } },
    { const: [1] },
    { const: null },
  ),
  maxLength: fc.nat({ max: 300 }).map((maxLength) => ({ ...letters, maxLength })),
  minLength: upTo(300).map((minLength) => ({ ...letters, minLength, maxLength: minLength + 9 })),
  pattern: one(
    { ...letters, pattern: '^[A-Z]{2}$' },
    { ...letters, pattern: '^[0-9]+$', minLength: 13, maxLength: 19 },
    { ...letters, pattern: '^\\p{L}+$' },
    { ...letters, pattern: 'x', maxLength: 3 },
  ),
  format: one(
    ...['date-time', 'utc-date-time', 'iso-date-time', 'date', 'time', 'email', 'uuid', 'uri'].map((format) => ({
      ...letters,
      format,
    })),
    ...['ipv4', 'ipv6', 'hostname', 'duration'].map((format) => ({ ...letters, format })),
    { type: ['number', 'string'], format: 'decimal-text' },
    { type: ['integer', 'string'], format: 'integer-text' },
    { type: ['boolean', 'number', 'string'], format: 'boolean-text' },
  ),
  minimum: bounded('minimum', -(2 ** 63)),
  maximum: bounded('maximum', 2 ** 63),
  exclusiveMinimum: bounded('exclusiveMinimum', -(2 ** 63)),
  exclusiveMaximum: bounded('exclusiveMaximum', 2 ** 63),
  multipleOf: fc.oneof(
    fc.record({ type: fc.constant('integer'), multipleOf: fc.integer({ min: 2, max: 99 }), minimum: fc.nat(999) }),
    fc.record({ type: fc.constant('number'), multipleOf: fc.constantFrom(0.01, 0.5, 2.5, 7), minimum: fc.nat(999) }),
    fc.record({
      type: fc.constant('number'),
      multipleOf: upTo(99),
      exclusiveMinimum: fc.integer({ max: 999, min: -9 }),
    }),
  ),
  minItems: upTo(9).map((minItems) => ({ type: 'array', items: letters, minItems })),
  maxItems: upTo(99).map((maxItems) => ({ type: 'array', items: lines, maxItems })),
  uniqueItems: fc.nat({ max: 5 }).map((minItems) => ({ type: 'array', items: lines, minItems, uniqueItems: true })),
  'x-assay-unique-by': fc
    .nat({ max: 5 })
    .map((minItems) => ({ type: 'array', items: lines, minItems, 'x-assay-unique-by': 'line' })),
  'x-assay-sequence': one({ type: 'array', items: lines, 'x-assay-sequence': 'line', 'x-assay-unique-by': 'line' }),
  additionalProperties: one({ ...lines, additionalProperties: false }),
  minProperties: upTo(5).map((minProperties) => ({ type: 'object', minProperties, additionalProperties: letters })),
  maxProperties: fc.nat({ max: 9 }).map((maxProperties) => ({ type: 'object', maxProperties })),
  'x-assay-sum': one({
    type: 'object',
    required: ['price', 'total'],
    properties: { price: { type: 'number', minimum: 0 }, total: { type: 'number' } },
    'x-assay-sum': { member: 'total', plus: ['price'], minus: [] },
  }),
}

const draw = drawWith(vocabulary(1), { elements: 1 })

describe.each(mutations)('$keyword', ({ keyword, violate }) => {
  test('every value breaks this keyword and nothing else', () => {
    const schemas = breakable[keyword]
    if (!schemas) throw new Error(`No schemas to break ${keyword} in: add them to \`breakable\`.`)

    const broken = schemas.chain((schema) =>
      fc.tuple(
        fc.constant(schema),
        valid(schemaOf(schema as Json).node, draw),
        fc.tuple(...candidatesOf(schema, violate(schema)).map(({ value }) => value)),
      ),
    )

    fc.assert(
      fc.property(broken, ([schema, twin, values]) => {
        const validate = newAjv().compile(schema)
        expect([schema, twin, validate(twin)]).toEqual([schema, twin, true])
        for (const value of values) {
          const body = JSON.parse(JSON.stringify(applied(twin, [], value)))
          validate(body)
          expect([schema, body, validate.errors?.map((error) => error.keyword)]).toEqual([schema, body, [keyword]])
        }
      }),
      { numRuns: 30 },
    )
  })
})

const candidatesOf = (schema: Schema, candidates: ReturnType<(typeof mutations)[number]['violate']>) => {
  if (isUnbreakable(candidates)) throw new Error(`${JSON.stringify(schema)}: ${candidates.unbreakable}`)
  if (candidates.length === 0) throw new Error(`${JSON.stringify(schema)} has no candidates.`)
  return candidates
}

test('every mutation in the table is one that is tried', () => {
  expect(Object.keys(breakable).sort()).toEqual(mutations.map(({ keyword }) => keyword).sort())
})

describe('what is tried', () => {
  test.each<[string, Schema, Readonly<Record<string, Json>>]>([
    ['minimum', { type: 'integer', minimum: 1 }, { 'by one step': 0, 'by far': -1_000_000 }],
    ['minimum', { type: 'number', minimum: 0, multipleOf: 0.01 }, { 'by one step': -0.01, 'by far': -10_000.01 }],
    ['maximum', { type: 'integer', maximum: 1000 }, { 'by one step': 1001, 'by far': 1_001_001 }],
    ['maximum', { type: 'integer', maximum: 95, multipleOf: 10 }, { 'by one step': 100, 'by far': 10_000_100 }],
    ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, { 'by one step': 0, 'by far': -1_000_000 }],
    ['multipleOf', { type: 'number', multipleOf: 0.01 }, { 'half a step off': 0.015 }],
    ['multipleOf', { type: 'integer', multipleOf: 7 }, { 'one off': 8 }],
    [
      'maxLength',
      { type: 'string', maxLength: 2 },
      { 'one too long': 'xxx', 'far too long': 'é'.repeat(257), 'one too long, its last a blank': 'xx ' },
    ],
    ['minLength', { type: 'string', minLength: 2 }, { 'one too short': 'x', empty: '' }],
    [
      'type',
      { type: 'integer' },
      {
        'a fraction': 1.5,
        'an empty text': '',
        'a number as text': '1',
        text: 'abc',
        'the word true': 'true',
        'text beyond ASCII': 'Zoë 漢',
        true: true,
        'an object': { a: 1 },
        'a list of it': { '$assay-list-of-it': 'abc' },
        null: null,
        false: false,
      },
    ],
    [
      'enum',
      { enum: ['OneDay', 'ThreeDays'] },
      {
        'a value cut short': 'OneDa',
        'two values joined': 'OneDayThreeDays',
        'another case': 'oneday',
        'an unknown value': 'no-such-value',
        'an object': {},
        true: true,
        'a list of it': { '$assay-list-of-it': 'OneDay' },
      },
    ],
    ['enum', { type: 'integer', enum: [0, 1] }, { 'a number beyond': 2, 'a value in more than 32 bits': 4294967296 }],
    [
      'enum',
      { enum: [0, 1, 'None'] },
      {
        'a number beyond': 2,
        'an unknown value': 'no-such-value',
        'a fraction beside a value': 0.5,
        'a value in more than 32 bits': 4294967296,
        'a value cut short': 'Non',
        'two values joined': 'NoneNone',
        'another case': 'none',
        'an object': {},
        true: true,
        'a list of it': { '$assay-list-of-it': 'None' },
      },
    ],
    [
      'format',
      { format: 'date-time' },
      Object.fromEntries(
        [
          'not a date',
          '2024-02-30T10:00:00Z',
          '2024-02-28T25:00:00Z',
          '2024-13-28T10:00:00Z',
          '2024-02-28T10:61:00Z',
          '2024-02-28T10:00:61Z',
          '2024-00-28T10:00:00Z',
          '2024-02-00T10:00:00Z',
          '2024-02-28T10:00:00Zx',
          '2024-02-28T10:00:00Z 12',
        ].map((text) => [JSON.stringify(text), text]),
      ),
    ],
  ])('%s of %j is broken by the nearest misses first', (keyword, schema, expected) => {
    const candidates = candidatesOf(schema, mutationOf(keyword).violate(schema))
    expect(candidates.map(shown)).toEqual(Object.entries(expected))
  })

  test('a number that is given is missed by one, either way', () => {
    const schema = { type: 'integer', const: 400 }
    expect(candidatesOf(schema, mutationOf('const').violate(schema)).map(shown)).toEqual([
      ['401', 401],
      ['399', 399],
    ])
  })
})

/** A candidate of one value: its label and that value. */
const shown = ({ label, value }: Candidate) => [label, fc.sample(value, { seed: 1, numRuns: 1 })[0]]

describe('what cannot be broken alone says why', () => {
  test.each<[string, Schema, string]>([
    ['type', {}, 'the schema has no type'],
    ['enum', {}, 'the schema has no enum'],
    ['const', {}, 'the schema has no const'],
    ['maxLength', {}, 'the schema has no maxLength'],
    ['maxLength', { maxLength: 1_000_000 }, 'a text of more than 200000 characters is not sent'],
    ['maxLength', { maxLength: 5, pattern: '^a' }, 'a long text may break pattern or enum too'],
    ['minLength', { minLength: 0 }, 'the schema asks for no length'],
    ['minLength', { minLength: 5, format: 'email' }, 'a short text may break pattern, format or enum too'],
    ['pattern', {}, 'the schema has no pattern'],
    ['pattern', { pattern: '(' }, 'the pattern is no regular expression'],
    ['pattern', { pattern: '.*' }, 'no text was found that does not match'],
    ['format', { format: 'password' }, 'what breaks format password is not known'],
    ['minimum', {}, 'the schema has no minimum'],
    ['multipleOf', {}, 'the schema has no multipleOf'],
    ['multipleOf', { type: 'integer', multipleOf: 1 }, 'only a fraction is off, and breaks the type'],
    ['minItems', {}, 'the schema asks for no elements'],
    ['maxItems', {}, 'the schema has no maxItems'],
    ['maxItems', { maxItems: 2_000 }, 'a list of more than 2000 elements is not sent'],
    ['maxItems', { maxItems: 2, uniqueItems: true }, 'elements that are repeated break uniqueItems too'],
    ['uniqueItems', {}, 'elements may be repeated'],
    ['x-assay-unique-by', {}, 'no member of the elements must be unique'],
    ['x-assay-sequence', {}, 'no member of the elements counts'],
    ['additionalProperties', {}, 'other members are allowed'],
    ['minProperties', {}, 'the schema asks for no members'],
    ['maxProperties', {}, 'so many members are not sent'],
    ['x-assay-sum', {}, 'no member is a sum'],
  ])('%s of %j: %s', (keyword, schema, unbreakable) => {
    expect(mutationOf(keyword).violate(schema)).toEqual({ unbreakable })
  })
})

const mutationOf = (keyword: string) => {
  const found = mutations.find((mutation) => mutation.keyword === keyword)
  if (!found) throw new Error(`There is no mutation of ${keyword}.`)
  return found
}
