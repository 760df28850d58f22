import { expect, test } from 'vitest'
import { newCounter, newThings } from './things.ts'

test('a thing is kept, read and lost by its key; reads are counted', () => {
  const things = newThings<number>([['a', 1]])
  things.keep('b', 2)
  expect([things.get('a'), things.get('b'), things.has('c'), things.read('c')]).toEqual([1, 2, false, undefined])
  expect([things.read('b'), things.read('b')]).toEqual([
    { thing: 2, reads: 1 },
    { thing: 2, reads: 2 },
  ])
  things.lose('b')
  expect(things.has('b')).toBe(false)
})

test('a counter counts each key by itself', () => {
  const count = newCounter()
  expect([count('a'), count('a'), count('b')]).toEqual([0, 1, 0])
})
