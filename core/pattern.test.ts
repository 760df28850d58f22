import { expect, test } from 'vitest'
import { patternOf } from './pattern.ts'

test.each([
  ['^[A-Z]{2}$', 'u'],
  ['^\\p{L}+$', 'u'],
  ['^[\\w\\-]+\\@x$', ''],
  ['(', undefined],
])('the pattern %s is read with the flags %j, or not at all', (source, flags) => {
  const found = patternOf(source)?.regExp
  expect([found?.source, found?.flags]).toEqual(flags === undefined ? [undefined, undefined] : [source, flags])
})
