import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../core/json.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { type Draw, drawWith } from '../draw.ts'
import { vocabulary } from '../vocabulary.ts'
import { addedUp } from './object.ts'
import { valid } from './valid.ts'

const words = vocabulary(1)
const flag = { const: true }
const schema: Json = {
  type: 'object',
  required: ['must'],
  properties: {
    must: flag,
    may: flag,
    billing: { type: 'object', required: ['zip'], properties: { zip: flag, street: flag } },
    lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: flag, note: flag } } },
  },
}
const required = { must: true }
const all = { must: true, may: true, billing: { zip: true, street: true }, lines: [{ sku: true, note: true }] }

describe('the members', () => {
  test.each<[string, Partial<Draw>, Json]>([
    ['that are required', { optional: 'none' }, required],
    ['that are documented', { optional: 'all' }, all],
    ['that are wanted, too', { present: new Set(['may']) }, { ...required, may: true }],
    ['above one that is wanted', { present: new Set(['billing/street']) }, { ...required, billing: all.billing }],
    ['above one that is wanted in a list', { present: new Set(['lines[]/note']) }, { ...required, lines: all.lines }],
    ['that are set', { set: new Map([['may', 'x']]) }, { ...required, may: 'x' }],
    [
      'that are not left out',
      { optional: 'all', absent: new Set(['may', 'must', 'billing/street']) },
      { billing: { zip: true }, lines: all.lines },
    ],
  ])('are those %s', (_, options, expected) => {
    const drawn = fc.sample(valid(schemaOf(schema).node, drawWith(words, options)), { seed: 1, numRuns: 20 })
    expect([...new Set(drawn.map((value) => JSON.stringify(value)))].map((text) => JSON.parse(text))).toEqual([
      expected,
    ])
  })

  test('are sometimes there and sometimes not where they are optional', () => {
    const drawn = fc.sample(valid(schemaOf(schema).node, drawWith(words, { optional: 'some' })), {
      seed: 1,
      numRuns: 600,
    })
    const seen = new Set(
      drawn.flatMap((value) =>
        Object.keys(value as JsonObject)
          .sort()
          .join(),
      ),
    )
    expect([...seen].sort()).toEqual([
      'billing,lines,may,must',
      'billing,lines,must',
      'billing,may,must',
      'billing,must',
      'lines,may,must',
      'lines,must',
      'may,must',
      'must',
    ])
  })
})

describe('a member that is a sum', () => {
  const sum = {
    'x-assay-sum': {
      member: 'total',
      plus: ['shipping', 'items[].quantity*price'],
      minus: ['discount', 'items[].off'],
    },
  }
  const { node } = schemaOf({ type: 'object', ...sum })
  const items = [
    { quantity: 3, price: 10, off: 1 },
    { quantity: 1, price: 0.1, off: 0 },
  ]

  test.each<[string, JsonObject, JsonObject]>([
    [
      'is set to it',
      { total: 0, shipping: 0.2, discount: 2, items },
      { total: 27.3, shipping: 0.2, discount: 2, items },
    ],
    ['stays away where it is not there', { shipping: 1 }, { shipping: 1 }],
    [
      'is never negative: what is subtracted becomes 0',
      { total: 5, shipping: 1, discount: 9, items: [{ quantity: 1, price: 1, off: 7 }] },
      { total: 2, shipping: 1, discount: 0, items: [{ quantity: 1, price: 1, off: 0 }] },
    ],
  ])('%s', (_, value, expected) => {
    expect(addedUp(value, node)).toEqual(expected)
  })
})
