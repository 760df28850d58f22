import { describe, expect, test } from 'vitest'
import type { Json, JsonObject, Path } from '../../core/json.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { ContractError } from '../contract-error.ts'
import { judgeFor, newAjv, type Violation } from './judge.ts'
import { type Reading, readAs } from './readings.ts'

const judged = (schema: Json, value: unknown, $defs: JsonObject = {}) => {
  const { judge, pointer } = schemaOf(schema, $defs)
  return judge('wide', pointer, value)
}
const sorted = (places: readonly (readonly [Path, string])[]) =>
  [...places].sort((one, other) => (`${one}` < `${other}` ? -1 : 1))
const places = (violations: readonly Violation[]) => violations.map(({ path, keyword }) => [path, keyword] as const)

describe('what a value breaks', () => {
  test.each<[string, Json, Json, readonly Violation[]]>([
    ['nothing', { type: 'string' }, 'a', []],
    [
      'everything at once, not only the first',
      { properties: { a: { type: 'string' }, b: { maximum: 1 } } },
      { a: 1, b: 2 },
      [
        { path: ['a'], keyword: 'type', message: 'must be string' },
        { path: ['b'], keyword: 'maximum', message: 'must be <= 1' },
      ],
    ],
    [
      'a missing member where it is missing',
      { items: { required: ['a/b'] } },
      [{}],
      [{ path: ['0', 'a/b'], keyword: 'required', message: "must have required property 'a/b'" }],
    ],
    [
      'an extra member where it is extra, by name',
      { properties: { a: { additionalProperties: false } } },
      { a: { b: 1, 'c/d': 2 } },
      [
        {
          path: ['a'],
          keyword: 'additionalProperties',
          message: 'must NOT have additional properties: "b"',
          extra: 'b',
        },
        {
          path: ['a'],
          keyword: 'additionalProperties',
          message: 'must NOT have additional properties: "c/d"',
          extra: 'c/d',
        },
      ],
    ],
    [
      'a member that may not be there, however that is written',
      { properties: { a: false, b: { not: {} } } },
      { a: 1, b: 1 },
      [
        { path: ['a'], keyword: 'not', message: 'must NOT be valid' },
        { path: ['b'], keyword: 'not', message: 'must NOT be valid' },
      ],
    ],
    [
      'a member that another calls for at the object, whose rule it is',
      { dependentRequired: { a: ['b'] } },
      { a: 1 },
      [
        {
          path: [],
          keyword: 'dependentRequired',
          message: 'must have property b when property a is present',
        },
      ],
    ],
  ])('%s', (_, schema, value, expected) => {
    expect(judged(schema, value)).toEqual(expected)
  })

  test.each<[Json, Json, boolean]>([
    [{ multipleOf: 0.01 }, 0.07, true],
    [{ multipleOf: 0.01 }, 99_999.99, true],
    [{ multipleOf: 0.01 }, 0.075, false],
    [{ required: ['toString'] }, {}, false],
    [{ format: 'utc-date-time' }, '2024-02-29T23:59:59Z', true],
    [{ format: 'utc-date-time' }, '2024-02-29T23:59:59', false],
    [{ format: 'no-such-format' }, 'a', true],
    [{ pattern: '^[\\w\\-]+\\@x$' }, 'a-b@x', true],
    [{ pattern: '(' }, 'anything', true],
    [{ maxLength: 1 }, '😀', true],
  ])('%j allows %j: %s', (schema, value, isValid) => {
    expect(judged(schema, value).length === 0).toBe(isValid)
  })
})

describe('where no form of a choice fits, that is the finding', () => {
  const forms = [{ type: 'string' }, { type: 'integer', minimum: 5 }]
  const closed = { required: ['a'], properties: { n: { const: 1 } } }

  test.each<[string, Json, Json, readonly (readonly [readonly string[], string])[]]>([
    ['not what each form says', { anyOf: forms }, 1, [[[], 'anyOf']]],
    ['nor what forms elsewhere say', { oneOf: [{ $ref: '#/$defs/Closed' }, { required: ['b'] }] }, {}, [[[], 'oneOf']]],
    ['also where two forms fit and one may', { oneOf: [{}, {}] }, 1, [[[], 'oneOf']]],
    [
      'a choice within a choice is no finding of its own',
      { anyOf: [{ oneOf: forms }, { type: 'null' }] },
      [],
      [[[], 'anyOf']],
    ],
    [
      'of two choices beside each other each is told',
      { anyOf: forms, oneOf: [{ const: 7 }] },
      [],
      [
        [[], 'anyOf'],
        [[], 'oneOf'],
      ],
    ],
    [
      'what stands beside it behind a reference is told, though no form says it',
      { $ref: '#/$defs/Closed', anyOf: [{ required: ['b'] }, { properties: { n: { const: 3 } } }] },
      { n: 2 },
      [
        [['a'], 'required'],
        [['n'], 'const'],
        [[], 'anyOf'],
      ],
    ],
    [
      'as is what members hold that are behind a reference',
      { allOf: [{ $ref: '#/$defs/Holder' }], anyOf: [{ required: ['b'] }] },
      { held: { n: 2 } },
      [
        [['held', 'a'], 'required'],
        [['held', 'n'], 'const'],
        [[], 'anyOf'],
      ],
    ],
    [
      'a choice behind a reference is one finding, with what stands beside the reference',
      { $ref: '#/$defs/Either', required: ['c'] },
      {},
      [
        [['c'], 'required'],
        [[], 'oneOf'],
      ],
    ],
    [
      'one form beside null is no choice',
      { anyOf: [{ $ref: '#/$defs/Code' }, { type: 'null' }] },
      'abc',
      [[[], 'maxLength']],
    ],
    ['nor where null stands first', { oneOf: [{ type: 'null' }, { $ref: '#/$defs/Code' }] }, 1, [[[], 'type']]],
    ['and null keeps it', { anyOf: [{ $ref: '#/$defs/Code' }, { type: 'null' }] }, null, []],
    [
      'but a form that is a choice itself stays one',
      { anyOf: [{ anyOf: forms }, { type: 'null' }] },
      1,
      [[[], 'anyOf']],
    ],
    [
      'what one form beside null names is not unnamed',
      { anyOf: [{ $ref: '#/$defs/Closed' }, { type: 'null' }], unevaluatedProperties: false },
      { a: 1, n: 1 },
      [[[], 'unevaluatedProperties']],
    ],
    ['what a form that fits says of others is nothing', { anyOf: [{ required: ['b'] }, {}] }, {}, []],
    [
      'what stands beside the choice is told too',
      {
        required: ['id'],
        properties: { n: { type: 'integer' } },
        oneOf: [{ $ref: '#/$defs/Closed' }, { required: ['b'] }],
      },
      { n: 'x' },
      [
        [[], 'oneOf'],
        [['id'], 'required'],
        [['n'], 'type'],
      ],
    ],
    [
      'each choice at its own place',
      { items: { anyOf: forms } },
      ['a', 1, []],
      [
        [['1'], 'anyOf'],
        [['2'], 'anyOf'],
      ],
    ],
    [
      'what is wrong at other places stays',
      { properties: { a: { anyOf: forms }, ab: { type: 'string' } } },
      { a: 1, ab: 1 },
      [
        [['a'], 'anyOf'],
        [['ab'], 'type'],
      ],
    ],
  ])('%s', (_, schema, value, expected) => {
    const $defs = {
      Closed: closed,
      Code: { type: 'string', maxLength: 2 },
      Holder: { properties: { held: { $ref: '#/$defs/Closed' } } },
      Either: { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    }
    expect(sorted(places(judged(schema, value, $defs)))).toEqual(sorted(expected))
  })
})

test('each reading is judged by itself', () => {
  const { judge, pointer } = schemaOf({
    type: ['string', 'integer'],
    'x-assay-strict': [{ ambiguity: 15, type: 'string' }],
    'x-assay-fair': { maxLength: 2 },
  })
  const verdicts = (value: Json) =>
    (['wide', 'strict', 'fair'] as const satisfies readonly Reading[]).map(
      (reading) => judge(reading, pointer, value).length,
    )
  expect([verdicts('a'), verdicts('abc'), verdicts(1), verdicts(true)]).toEqual([
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 1],
    [1, 1, 1],
  ])
})

test('a schema that is given is judged as it is', () => {
  const { judge } = schemaOf({})
  const schema = { type: 'string' }
  expect([judge('wide', schema, 1).length, judge('wide', schema, 'a').length]).toEqual([1, 0])
})

describe('schemas that ajv cannot read are the contract’s fault', () => {
  const judgeOf = (document: JsonObject) =>
    judgeFor({ wide: readAs(document, 'wide'), strict: readAs(document, 'strict'), fair: readAs(document, 'fair') })

  test.each<[string, JsonObject, RegExp]>([
    [
      'the same $id twice',
      {
        schema: { type: 'string' },
        a: { $id: 'https://x/a', type: 'string' },
        b: { $id: 'https://x/a', type: 'integer' },
      },
      /^The contract's schemas cannot be read: reference "https:\/\/x\/a" resolves to more than one schema/,
    ],
    ['an unknown type', { schema: { type: 'strin' } }, /^The contract's schema cannot be read: type must be JSONType/],
    [
      'a reference to nothing',
      { schema: { $ref: '#/nowhere' } },
      /^The contract's schema cannot be read: can't resolve/,
    ],
  ])('%s', (_, document, message) => {
    const failure = caught(() => judgeOf(document)('wide', '/schema', 1))
    expect(failure).toBeInstanceOf(ContractError)
    expect((failure as Error).message).toMatch(message)
  })

  test.each(['urn:x', 'https://x/y', 'name'])('but $id %s of a schema within is not', ($id) => {
    const document = { schema: { properties: { a: { $id, type: 'string' } } } }
    expect(places(judgeOf(document)('wide', '/schema', { a: 1 }))).toEqual([[['a'], 'type']])
  })
})

const caught = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('an ajv of its own knows our formats and keywords', () => {
  const ajv = newAjv()
  expect(ajv.validate({ format: 'integer-text', 'x-assay-unique-by': 'a' }, 'x')).toBe(false)
})
