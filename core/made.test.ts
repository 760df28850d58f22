import { expect, test } from 'vitest'
import { exchangeOf } from '../test/shop.ts'
import { madeBy, mayMake } from './made.ts'

/** A reply longer than what is read of it is kept. */
const long = (id: string, more: readonly string[] = []) =>
  exchangeOf({ body: `{"id":"${id}","more":${JSON.stringify(more)}}${' '.repeat(60_000)}` })

test('what long replies made is worked out once for each, where it is little', () => {
  const [first, second] = [long('order-00001'), long('order-00002')]
  const made = madeBy(first)
  expect(made).toEqual([{ value: 'order-00001', pointer: '/id' }])
  expect(madeBy(second)).toEqual([{ value: 'order-00002', pointer: '/id' }])
  expect(madeBy(first)).toBe(made)
})

test('where it is much, it is worked out again', () => {
  const [first, second] = [long('order-00001', many), long('order-00002', many)]
  const made = madeBy(first)
  expect(made).toHaveLength(many.length + 1)
  madeBy(second)
  expect(madeBy(first)).not.toBe(made)
  expect(madeBy(first)).toEqual(made)
})

const many = Array.from({ length: 2_000 }, (_, place) => `position-${place}`)

test.each([
  ['its text holds it', long('order-00001'), true],
  ['its text may hold it in escapes', exchangeOf({ body: `{"id":"\\u006frder-00001"}${' '.repeat(60_000)}` }), true],
  ['its Location holds it', exchangeOf({ body: ' '.repeat(60_000), headers: { location: '/order-00001' } }), true],
  ['it is short', exchangeOf({ body: '{}' }), true],
  ['nothing of it does', long('order-00002'), false],
])('a reply may have made a value where %s', (_, exchange, expected) => {
  expect(mayMake(exchange, 'order-00001')).toBe(expected)
})
