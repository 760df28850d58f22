import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../core/json.ts'
import { bodies } from '../test/bodies.ts'
import { schemaOf } from '../test/schema-of.ts'
import { drawWith } from './draw.ts'
import { type Edge, edgesOf, packed, staggered } from './edges.ts'
import { valid } from './valid/valid.ts'
import { vocabulary } from './vocabulary.ts'

describe('the edges of a place', () => {
  test.each<[string, Json, readonly Omit<Edge, 'place'>[]]>([
    [
      'are each value of an enum but null',
      { enum: ['a', 'b', null] },
      [
        { keyword: 'enum', value: 'a' },
        { keyword: 'enum', value: 'b' },
      ],
    ],
    [
      'are both booleans',
      { type: 'boolean' },
      [
        { keyword: 'type', value: true },
        { keyword: 'type', value: false },
      ],
    ],
    [
      'are the longest and the shortest text',
      { type: 'string', minLength: 2, maxLength: 4 },
      [
        { keyword: 'maxLength', value: 'xxxx' },
        { keyword: 'minLength', value: 'xx' },
      ],
    ],
    [
      'is the last second of a leap day in UTC',
      { type: 'string', format: 'utc-date-time' },
      [{ keyword: 'format', value: '2024-02-29T23:59:59Z' }],
    ],
    [
      'are the least and the greatest number',
      { type: 'integer', minimum: 1, maximum: 1000 },
      [
        { keyword: 'minimum', value: 1 },
        { keyword: 'maximum', value: 1000 },
      ],
    ],
    [
      'are the numbers next to exclusive bounds',
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1.1 },
      [
        { keyword: 'exclusiveMinimum', value: 0.01 },
        { keyword: 'exclusiveMaximum', value: 1.09 },
      ],
    ],
    [
      'are multiples where only those are allowed',
      { type: 'integer', minimum: 5, exclusiveMaximum: 35, multipleOf: 10 },
      [
        { keyword: 'minimum', value: 10 },
        { keyword: 'exclusiveMaximum', value: 30 },
      ],
    ],
    [
      'are cents where money has them',
      { type: 'number', minimum: 0, multipleOf: 0.01 },
      [
        { keyword: 'minimum', value: 0 },
        { keyword: 'multipleOf', value: 0.99 },
      ],
    ],
    [
      'are no cents where money starts at 1',
      { type: 'number', minimum: 1, multipleOf: 0.01 },
      [{ keyword: 'minimum', value: 1 }],
    ],
    ['are none of a text with a pattern', { type: 'string', pattern: '^a+$', maxLength: 3 }, []],
    ['are none of a text too long to send', { type: 'string', maxLength: 20_001 }, []],
    ['are none of what only fair servers take', { type: 'integer', 'x-assay-fair': { maximum: 9 } }, []],
    ['are none of a value that must exist at the target', { type: 'boolean', 'x-assay-fixture': 'flag' }, []],
    ['are none of a free map', { type: 'object', additionalProperties: { type: 'boolean' } }, []],
  ])('%s', (_, schema, expected) => {
    expect(edgesOf(schemaOf(schema).node)).toEqual(expected.map((edge) => ({ place: '', ...edge })))
  })

  test('where people write for people, hold words of exactly the length', () => {
    const schema = { type: 'object', properties: { note: { type: 'string', maxLength: 20 } } }
    expect(edgesOf(schemaOf(schema).node)).toEqual([
      { place: 'note', keyword: 'maxLength', value: 'Lorem ipsum Lorem ix' },
    ])
  })
})

test('edges are packed one a place into as few rows as the busiest place needs', () => {
  const edge = (place: string, value: number): Edge => ({ place, keyword: 'enum', value })
  expect(packed([edge('a', 1), edge('a', 2), edge('b', 3), edge('a', 4), edge('c', 5), edge('b', 6)])).toEqual([
    [edge('a', 1), edge('b', 3), edge('c', 5)],
    [edge('a', 2), edge('b', 6)],
    [edge('a', 4)],
  ])
})

const draw = drawWith(vocabulary(1), { optional: 'all' })

describe.each(bodies)('$contract, $operation', ({ judge, body }) => {
  test('a request with a row of edges is valid under every reading', () => {
    const broken = packed(edgesOf(body.node)).flatMap((row) => {
      const set = new Map(row.map(({ place, value }) => [place, value]))
      const drawn = fc.sample(valid(body.node, { ...draw, set }), { seed: 1, numRuns: 1 })[0]
      return (['wide', 'strict'] as const).flatMap((reading) => judge(reading, body.schema, drawn))
    })
    expect(broken).toEqual([])
  })
})

test.each([1, 12, 13, 40, 76, 77, 78, 79, 137, 138, 139, 200, 254])(
  'a mail address of %i characters is one, where there is any',
  (length) => {
    const { node } = schemaOf({ type: 'object', properties: { contactEmail: { type: 'string', maxLength: length } } })
    const [edge] = edgesOf(node)
    const value = String(edge?.value ?? '')
    if (length < 13) return expect(edge).toBeUndefined()
    expect(value).toHaveLength(length)
    expect(value).toMatch(/^x{1,64}@(?:x{1,63}\.)*example\.com$/)
  },
)

test('no mail address is longer than one may be', () => {
  expect(edgesOf(schemaOf({ type: 'object', properties: { email: { type: 'string', maxLength: 300 } } }).node)).toEqual(
    [],
  )
})

test('staggered, like places have different edges in one row, and no edge is lost', () => {
  const price = { type: 'number', minimum: 0, maximum: 10 }
  const { node } = schemaOf({ type: 'object', properties: { one: price, other: price, flag: { const: true } } })
  const rows = packed(staggered(edgesOf(node)))
  expect(rows.map((row) => row.map(({ place, value }) => [place, value]))).toEqual([
    [
      ['one', 0],
      ['other', 10],
    ],
    [
      ['one', 10],
      ['other', 0],
    ],
  ])
})
