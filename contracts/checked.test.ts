import { expect, test } from 'vitest'
import { isChecked, nowChecked } from './checked.ts'

test('what was seen to be right is known as that part of a contract, and as no other', () => {
  expect(isChecked('relations', ['a text'])).toBe(false)
  nowChecked('relations', ['a text'])
  expect(isChecked('relations', ['a text'])).toBe(true)
  expect(isChecked('workflows', ['a text'])).toBe(false)
  expect(isChecked('relations', ['a text '])).toBe(false)
  expect(isChecked('relations', ['a', ' text'])).toBe(false)
})
