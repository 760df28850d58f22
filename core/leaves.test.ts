import { describe, expect, test } from 'vitest'
import { leavesOf } from './leaves.ts'

describe('leavesOf', () => {
  test('every scalar with its place, in order', () => {
    expect(leavesOf({ b: [1, { c: null }], a: 'x', empty: {} })).toEqual([
      { path: ['b', 0], value: 1 },
      { path: ['b', 1, 'c'], value: null },
      { path: ['a'], value: 'x' },
    ])
    expect(leavesOf('x')).toEqual([{ path: [], value: 'x' }])
  })

  test('nothing below what is skipped', () => {
    const leaves = leavesOf({ a: { b: 1 }, c: [2, 3] }, (_, path) => path.at(-1) === 'a' || path.at(-1) === 1)
    expect(leaves).toEqual([{ path: ['c', 0], value: 2 }])
  })
})
