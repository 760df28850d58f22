import { expect, test } from 'vitest'
import { counted, withoutRuns } from './words.ts'

test.each([
  [
    `one too long ("${'x'.repeat(60)}… (67 characters)) is accepted`,
    'one too long ("xxxxxxxxxxxx… (67 characters)) is accepted',
  ],
  ['ordinary text……', 'ordinary text……'],
  ['😀'.repeat(30), `${'😀'.repeat(12)}…`],
])('%j is told as %j', (text, expected) => {
  expect(withoutRuns(text)).toBe(expected)
})

test('counts have their noun', () => {
  expect([counted(1, 'promise'), counted(0, 'promise'), counted(4772, 'promise')]).toEqual([
    '1 promise',
    '0 promises',
    '4,772 promises',
  ])
})
