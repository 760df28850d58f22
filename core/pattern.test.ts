import { expect, test } from 'vitest'
import { patternOf } from './pattern.ts'

test.each([
  ['^[A-Z]{2}$', /^[A-Z]{2}$/u],
  ['^\\p{L}+$', /^\p{L}+$/u],
  ['^[\\w\\-]+\\@x$', /^[\w-]+@x$/],
  ['(', undefined],
])('%s is read as %s', (source, expression) => {
  expect(patternOf(source)).toEqual(expression)
})
