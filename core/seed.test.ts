import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedOf, tokenOf } from './seed.ts'

test('seeds and tokens stay the same from release to release, or no report could be replayed', () => {
  expect([seedOf(1, 'dkhardware'), seedOf(1, 'a', 'b'), seedOf()]).toMatchInlineSnapshot(`
    [
      -1748432259,
      649600977,
      1330892193,
    ]
  `)
  expect([tokenOf(8, 'run', 1), tokenOf(20, 'run', 1)]).toMatchInlineSnapshot(`
    [
      "hktzogen",
      "62x8lqr8lja2hktzogen",
    ]
  `)
})

test('a seed depends on each part and on where one part ends', () => {
  expect(new Set([seedOf('a', 'b'), seedOf('ab'), seedOf('b', 'a'), seedOf(1), seedOf('1')]).size).toBe(5)
})

test('a seed is a 32-bit integer, as fast-check wants', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (parts) => {
      expect(seedOf(...parts) | 0).toBe(seedOf(...parts))
    }),
  )
})

test('a token has the wanted length and only lower-case letters and digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 48 }), fc.string(), (length, part) => {
      expect(tokenOf(length, part)).toMatch(new RegExp(`^[a-z0-9]{${length}}$`))
    }),
  )
})
