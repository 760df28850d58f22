import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { SchemaNode } from '../../contracts/schema/node.ts'
import { drawWith } from '../draw.ts'
import { vocabulary } from '../vocabulary.ts'
import { valid } from './valid.ts'

const crayon = await loadContract('crayon')
const order = crayon.operations[0]?.body?.node as SchemaNode
const drawn = (options: Parameters<typeof drawWith>[1]) =>
  fc.sample(valid(order, drawWith(vocabulary(1), { optional: 'all', ...options })), {
    seed: 1,
    numRuns: 1,
  })[0] as Record<string, unknown>

test('a member that no fair target is sure to take is left out, unless its value is given', () => {
  expect(drawn({})).not.toHaveProperty('countryCode')
  expect(drawn({ fixtures: { countryCode: 'NO' } })).toHaveProperty('countryCode', 'NO')
  expect(drawn({ set: new Map([['countryCode', 'SE']]) })).toHaveProperty('countryCode', 'SE')
})

test('a fixture given as text is a number where a number is wanted, and an object where one is', () => {
  const orderLine = { productId: 'a', quantity: 2 }
  const { resellerCustomerId, orderLines } = drawn({ fixtures: { resellerCustomerId: '42', orderLine } })
  expect(resellerCustomerId).toBe(42)
  expect(orderLines).toEqual([orderLine])
})
