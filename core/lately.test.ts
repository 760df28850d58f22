import { expect, test } from 'vitest'
import { lately } from './lately.ts'

test('what was asked about last is not worked out again, and what was asked about long before is forgotten', () => {
  const worked: string[] = []
  const upper = lately((text: string) => {
    worked.push(text)
    return text.toUpperCase()
  })
  expect(['a', 'b', 'a', 'c', 'b', 'd', 'a'].map(upper)).toEqual(['A', 'B', 'A', 'C', 'B', 'D', 'A'])
  expect(worked).toEqual(['a', 'b', 'c', 'd', 'a'])
})
