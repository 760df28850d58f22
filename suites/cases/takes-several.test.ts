import { expect, test } from 'vitest'
import type { Violation } from '../../generators/violations.ts'
import { takesAsMany } from './takes-several.ts'

const broken = (count: number): Violation => ({
  place: 'items[]/mpn',
  keyword: 'type',
  label: 'a number',
  body: { items: Array.from({ length: count }, () => ({ mpn: 1 })) },
  at: ['items', count - 1, 'mpn'],
  zone: 'outside',
})

test.each([
  [12, { items: 12 }, true],
  [12, { items: 2 }, false],
  [3, {}, false],
] as const)('a flaw in the last of %d elements is one where %j were taken: %s', async (count, longest, expected) => {
  expect(
    await takesAsMany(broken(count), async () => ({ longest: new Map<string, number>(Object.entries(longest)) })),
  ).toBe(expected)
})

test('of a list of one element nothing has to be known', async () => {
  expect(await takesAsMany(broken(1), () => Promise.reject(new Error('asked')))).toBe(true)
})
