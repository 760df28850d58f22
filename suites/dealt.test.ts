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

test('what one of them has no use for goes to others', () => {
  const takers = [0, 1, 2, 3]
  const takes = (taker: number, one: string): boolean => one !== 'a' || taker > 1
  const shares = takers.map((taker) => dealt(all, { taker, takers, takes }).map(([one]) => one))
  expect(shares.map((share) => share.includes('a'))).toEqual([false, false, true, true])
  expect(shares.map((share) => share.length)).toEqual([3, 3, 4, 4])
})
