import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../core/json.ts'
import type { Verdict } from '../core/verdict.ts'
import { schemaOf } from '../test/schema-of.ts'
import { contextOf, shop } from '../test/shop.ts'
import { judgeBody, responseBody } from './response-body.ts'

const judged = (body: Json, soft = false) => responseBody.run(contextOf({ body: JSON.stringify(body) }, { soft }))
const verdicts = (body: Json, soft = false): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(
    judged(body, soft).map(({ requirement, verdict }) => [
      requirement.replace('shop/createThing/response.200/', ''),
      verdict,
    ]),
  )

/** What every thing is able to break. */
const kept = {
  'body/type': 'pass',
  'id/required': 'pass',
  'id/type': 'pass',
  'id/maxLength': 'pass',
  'name/required': 'pass',
  'name/type': 'pass',
} as const
const good = { id: '1', name: 'Window' }

describe('a body', () => {
  test.each<[string, Json, Readonly<Record<string, Verdict>>]>([
    ['that keeps all', good, kept],
    [
      'speaks about what it holds, and not about what it leaves out',
      { ...good, tags: ['a'], address: { zip: '1' } },
      {
        ...kept,
        'tags/type': 'pass',
        'tags/maxItems': 'pass',
        'tags[]/type': 'pass',
        'tags[]/minLength': 'pass',
        'address/type': 'pass',
        'address/zip/required': 'pass',
        'address/zip/type': 'pass',
      },
    ],
    [
      'does not speak about elements it has not',
      { ...good, tags: [] },
      { ...kept, 'tags/type': 'pass', 'tags/maxItems': 'pass' },
    ],
    ['does not speak about the length of null', { ...good, tags: null }, { ...kept, 'tags/type': 'pass' }],
    [
      'without a required member',
      { name: 'Window' },
      { 'body/type': 'pass', 'id/required': 'fail', 'name/required': 'pass', 'name/type': 'pass' },
    ],
    ['with two faults tells both', { id: '123456', name: 1 }, { ...kept, 'id/maxLength': 'fail', 'name/type': 'fail' }],
    [
      'with one bad element of several',
      { ...good, tags: ['a', '', 'b'] },
      {
        ...kept,
        'tags/type': 'pass',
        'tags/maxItems': 'fail',
        'tags[]/type': 'pass',
        'tags[]/minLength': 'fail',
      },
    ],
    [
      'with a bad value in a map',
      { ...good, labels: { a: 'x', b: 1 } },
      { ...kept, 'labels/type': 'pass', 'labels/*/type': 'fail' },
    ],
    ['in none of the documented forms', { ...good, size: 0 }, { ...kept, 'size/oneOf': 'fail' }],
    [
      'with a member that is not allowed',
      { ...good, sealed: { a: 1, b: 2 } },
      { ...kept, 'sealed/type': 'pass', 'sealed/additionalProperties': 'fail', 'sealed/a/type': 'pass' },
    ],
    [
      'without a member that another calls for',
      { ...good, pair: { a: 1 } },
      { ...kept, 'pair/type': 'pass', 'pair/dependentRequired': 'fail' },
    ],
    ['of another type altogether', [], { 'body/type': 'fail' }],
    ['with members nobody documented', { ...good, other: 1, toString: 2 }, kept],
  ])('%s', (_, body, expected) => {
    expect(verdicts(body)).toEqual(expected)
  })

  test('that only the wide reading allows is warned of, by the number of the contradiction', () => {
    const bent = judged({ id: 1 }).filter(({ verdict }) => verdict !== 'pass')
    expect(bent).toEqual([
      {
        requirement: 'shop/createThing/response.200/name/required',
        verdict: 'warn',
        finding: {
          message: '/name is missing',
          at: '/name',
          expected: 'a value',
          received: 'nothing',
          exchange: 'case#1',
          ambiguities: [22],
        },
      },
      {
        requirement: 'shop/createThing/response.200/id/type',
        verdict: 'warn',
        finding: {
          message: '/id is an integer, not of type string',
          at: '/id',
          expected: 'of type string',
          rule: { kind: 'keyword', keyword: 'type', value: 'string' },
          received: '1',
          exchange: 'case#1',
          ambiguities: [16],
        },
      },
    ])
  })

  test('that no reading allows fails without an ambiguity, though the strict reading has one', () => {
    expect(judged({ ...good, id: true }).filter(({ verdict }) => verdict !== 'pass')).toEqual([
      {
        requirement: 'shop/createThing/response.200/id/type',
        verdict: 'fail',
        finding: {
          message: '/id is a boolean, not of type string or integer',
          at: '/id',
          expected: 'of type string or integer',
          rule: { kind: 'keyword', keyword: 'type', value: ['string', 'integer'] },
          received: 'true',
          exchange: 'case#1',
        },
      },
    ])
  })

  test('of which the documents say little is only warned of', () => {
    expect(verdicts({ name: 'Window' }, true)['id/required']).toBe('warn')
  })

  test('that is not JSON, or has no schema, is for others to judge', () => {
    const bodies = [
      { body: '<html>' },
      { status: 404 },
      { status: 204 },
      { status: 500 },
      { kind: 'withheld', detail: '' } as const,
    ]
    expect(bodies.flatMap((outcome) => responseBody.run(contextOf(outcome)))).toEqual([])
  })
})

test('whatever is wrong is said of a requirement that is in the register, or nobody would hear of it', () => {
  const bodies: readonly Json[] = [
    good,
    {},
    [],
    null,
    'text',
    { id: [], name: null, tags: 'a', address: [], labels: 1, size: [], sealed: { b: 1 }, pair: { a: 1 } },
    { id: '123456', tags: ['', 1, 'c'], address: {}, labels: { a: 1 }, size: 'some', sealed: null, pair: [] },
  ]
  const register = new Set(shop.requirements.map(({ id }) => id))
  const unknown = bodies.flatMap((body) => judged(body)).filter(({ requirement }) => !register.has(requirement))
  expect(unknown).toEqual([])
})

describe('what a body could not have broken, or what nothing here can judge, is not credited', () => {
  const facets = (schema: Json, body: Json, $defs: JsonObject = {}) => {
    const { node, judge, pointer } = schemaOf(schema, $defs)
    const context = { ...contextOf({}), judge, id: (facet: string) => facet }
    const said = judgeBody(body, { context, schema: pointer, root: node, facet: 'reply' })
    return Object.fromEntries(said.map(({ requirement, verdict }) => [requirement.replace('reply/', ''), verdict]))
  }
  const card = { properties: { number: false, holder: { type: 'string' } } }
  const sum = { properties: { lines: {} }, 'x-assay-sum': { member: 'total', plus: ['lines[].price'], minus: [] } }
  const listOf = (keywords: JsonObject) => ({ properties: { list: keywords } })
  const choice = { $ref: '#/$defs/Card', anyOf: [{ required: ['kind'] }, { properties: { number: { const: 1 } } }] }

  test.each<[string, Json, Json, Readonly<Record<string, Verdict>>]>([
    ['a forbidden member that is left out where it could stand', card, {}, { 'number/not': 'pass' }],
    ['a forbidden member that is there', card, { number: '4111' }, { 'number/not': 'fail' }],
    ['a forbidden member of what is no object', card, [], {}],
    ['a forbidden member of an object that is not there', { properties: { card } }, { card: null }, {}],
    [
      'a member that only the strict reading forbids',
      { 'x-assay-strict': [{ ambiguity: 118, properties: { number: false } }] },
      { number: 1 },
      { 'number/not': 'warn' },
    ],
    ['a sum whose member is not there', sum, { lines: [{ price: 1 }] }, {}],
    ['a sum that is there', sum, { total: 1, lines: [{ price: 1 }] }, { 'body/sum': 'pass' }],
    ['that one element is not twice there', listOf({ uniqueItems: true }), { list: [1] }, {}],
    ['that no element is twice there', listOf({ uniqueItems: true }), { list: [1, 2] }, { 'list/uniqueItems': 'pass' }],
    ['that no id is twice there, where none is', listOf({ 'x-assay-unique-by': 'id' }), { list: [{ id: 1 }, {}] }, {}],
    [
      'that no id is twice there',
      listOf({ 'x-assay-unique-by': 'id' }),
      { list: [{ id: 1 }, { id: 2 }] },
      { 'list/unique-by': 'pass' },
    ],
    ['a count of nothing', listOf({ 'x-assay-sequence': 'line' }), { list: [{}] }, {}],
    ['a count', listOf({ 'x-assay-sequence': 'line' }), { list: [{ line: 1 }] }, { 'list/sequence': 'pass' }],
    ['what a member calls for that is not there', { dependentRequired: { a: ['b'] } }, { b: 1 }, {}],
    [
      'what a member calls for',
      { dependentRequired: { a: ['b'] } },
      { a: 1, b: 1 },
      { 'body/dependentRequired': 'pass' },
    ],
    ['a pattern that cannot be read', { pattern: '(' }, 'text', {}],
    ['a format that nobody knows', { format: 'phone' }, 'text', {}],
    ['a format that any text keeps', { format: 'password' }, 'text', {}],
    ['a format', { format: 'uuid' }, 'text', { 'body/format': 'fail' }],
    [
      'what holds for other members, by one that has a pattern of its own',
      { patternProperties: { '^x-': {} }, additionalProperties: { type: 'string' } },
      { 'x-a': 1 },
      {},
    ],
    ['what holds for later elements, by the first', { prefixItems: [{}], items: { type: 'string' } }, [1], {}],
    [
      'what holds for later elements',
      { prefixItems: [{}], items: { type: 'string' } },
      [1, 'a'],
      { '[]/type': 'pass' },
    ],
    [
      'what one form beside null promises is judged as such',
      { anyOf: [{ type: 'string', maxLength: 2 }, { type: 'null' }] },
      'abc',
      { 'body/type': 'pass', 'body/maxLength': 'fail' },
    ],
    [
      'what a reference beside a failing choice promises',
      choice,
      { number: '4111', holder: 1 },
      { 'body/anyOf': 'fail', 'number/not': 'fail', 'holder/type': 'fail' },
    ],
  ])('%s', (_, schema, body, expected) => {
    expect(facets(schema, body, { Card: card })).toEqual(expected)
  })
})
