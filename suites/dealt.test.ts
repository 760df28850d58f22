import { expect, test } from 'vitest'
import { dealt } from './dealt.ts'

const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

test.each([[1], [2], [3], [4], [5], [14]])('of %d takers, two have each, or all where there are fewer', (count) => {
  const takers = Array.from({ length: count }, (_, index) => index)
  const shares = takers.map((taker) => dealt(all, { taker, takers }).map(([one]) => one))
  for (const one of all) {
    const holders = shares.filter((share) => share.includes(one)).length
    expect(holders).toBeGreaterThanOrEqual(Math.min(count, count % 2 === 0 ? 2 : 1))
    expect(holders).toBeLessThanOrEqual(2)
  }
})

test('each comes with its place among all', () => {
  expect(dealt(all, { taker: 1, takers: [0, 1, 2, 3] })).toEqual([
    ['b', 1],
    ['d', 3],
    ['f', 5],
  ])
})
