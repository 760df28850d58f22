import { expect, test } from 'vitest'
import { lately, longText, onceWhile } from './lately.ts'

test('what was asked about last is not worked out again, and what was asked about before it is forgotten', () => {
  const worked: string[] = []
  const upper = lately((text: string) => {
    worked.push(text)
    return text.toUpperCase()
  })
  expect(['a', 'a', 'b', 'b', 'a'].map(upper)).toEqual(['A', 'A', 'B', 'B', 'A'])
  expect(worked).toEqual(['a', 'b', 'a'])
})

test('what comes of short subjects is kept as long as they are, that of long ones until the next', () => {
  const worked: number[] = []
  const lengthOf = onceWhile(
    (_, { length }) => length <= longText,
    (subject: { readonly length: number }) => {
      worked.push(subject.length)
      return subject.length
    },
  )
  const [short, long, longer] = [{ length: 1 }, { length: 60_000 }, { length: 70_000 }]
  expect([short, long, long, short, longer, long].map(lengthOf)).toEqual([1, 60_000, 60_000, 1, 70_000, 60_000])
  expect(worked).toEqual([1, 60_000, 70_000, 60_000])
})
