import { expect, test } from 'vitest'
import type { Json } from '../../../core/json.ts'
import { differences, likeness } from './same.ts'

test.each<[Json | undefined, Json | undefined, string]>([
  [3, 3.0, 'same'],
  [3, '3', 'same'],
  [3, 4, 'other'],
  ['a', 'a', 'same'],
  ['a', 'A', 'other'],
  [null, undefined, 'same'],
  [[], null, 'same'],
  [null, 0, 'other'],
  [[{ A: 1 }], [{ A: 1, B: 2 }], 'same'],
  [[{ A: 1 }], [{ A: 2 }], 'other'],
  [[{ A: 1 }], [], 'other'],
  ['2024-02-29T10:00:00+01:00', '2024-02-29T09:00:00.0000000Z', 'same'],
  ['2024-02-29T10:00:00+01:00', '2024-02-29T10:00:00Z', 'other'],
  ['2024-02-29T10:00:00+01:00', '2024-02-29T10:00:00', 'as a date'],
  ['2024-02-29T10:00:00+01:00', '2024-02-29', 'as a date'],
  ['2024-02-29T10:00:00+01:00', '2024-03-01', 'other'],
])('%j and %j are %s', (one, other, expected) => {
  expect(likeness(one, other)).toBe(expected)
})

test('members that differ are named', () => {
  expect(differences({ A: 1, B: 2, C: 3 }, { A: 1, B: 3 }, ['A', 'B', 'C', 'D'])).toEqual(['B', 'C'])
})
