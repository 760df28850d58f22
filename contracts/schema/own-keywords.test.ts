import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/json.ts'
import { newAjv } from './judge.ts'
import { sumOf } from './own-keywords.ts'

const sum = {
  'x-assay-sum': {
    member: 'total',
    plus: ['shipping', 'items[].quantity*price', 'items[].tax'],
    minus: ['discount', 'items[].off'],
  },
}
const items = [
  { quantity: 3, price: 10, tax: 2, off: 1 },
  { quantity: 1, price: 0.1 },
]

describe('ajv knows rules between values', () => {
  test.each<[string, object, Json, boolean]>([
    ['a member is unique', { 'x-assay-unique-by': 'id' }, [{ id: 1 }, { id: 2 }], true],
    ['a member is twice the same', { 'x-assay-unique-by': 'id' }, [{ id: 1 }, { id: 1 }], false],
    ['a number and its text are the same', { 'x-assay-unique-by': 'id' }, [{ id: 1 }, { id: '1' }], false],
    ['absent members differ', { 'x-assay-unique-by': 'id' }, [{}, {}, { id: null }, { id: null }, 1], true],
    ['it speaks about lists only', { 'x-assay-unique-by': 'id' }, { id: 1 }, true],
    ['a member counts from 1', { 'x-assay-sequence': 'line' }, [{ line: 1 }, { line: 2 }], true],
    ['a member counts from 0', { 'x-assay-sequence': 'line' }, [{ line: 0 }, { line: 1 }], false],
    ['a member leaves one out', { 'x-assay-sequence': 'line' }, [{ line: 1 }, { line: 3 }], false],
    ['members in another order', { 'x-assay-sequence': 'line' }, [{ line: 2 }, { line: 1 }], true],
    ['a member twice the same is for another rule', { 'x-assay-sequence': 'line' }, [{ line: 1 }, { line: 1 }], true],
    ['absent members do not count', { 'x-assay-sequence': 'line' }, [{}, { line: 1 }], true],
    ['a sum adds up', sum, { total: 32.1 + 0.2 - 2 - 1 + 0, shipping: 0.2, discount: 2, items }, true],
    ['a sum is a cent off', sum, { total: 29.31, shipping: 0.2, discount: 2, items }, false],
    ['an absent sum cannot be off', sum, { shipping: 1 }, true],
    ['absent terms are 0', sum, { total: 0 }, true],
  ])('%s', (_, schema, value, isValid) => {
    expect(newAjv().validate(schema, value)).toBe(isValid)
  })
})

test.each<[Json, number]>([
  [{ shipping: 10, discount: 2, items }, 39.1],
  [{ shipping: 0.1, items: [{ quantity: 1, price: 0.2 }] }, 0.3],
  [{ discount: 1 }, -1],
  [{ shipping: '10', items: 'none' }, 0],
])('the sum of %j is %d, in whole cents', (value, expected) => {
  expect(sumOf(sum['x-assay-sum'], value)).toBe(expected)
})
