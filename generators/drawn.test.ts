import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawn } from './drawn.ts'

test('the same seed draws the same value', () => {
  const values = fc.string({ minLength: 20 })
  expect(drawn(values, 5)).toBe(drawn(values, 5))
  expect(drawn(values, 5)).not.toBe(drawn(values, 6))
})

test('nothing is a value too', () => {
  expect(drawn(fc.constant(undefined), 1)).toBeUndefined()
})
