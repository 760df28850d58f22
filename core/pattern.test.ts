import vm from 'node:vm'
import { describe, expect, test, vi } from 'vitest'
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

describe('a text of others is matched', () => {
  const bounded = vi.spyOn(vm.Script.prototype, 'runInContext')

  test.each(['^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}Z$', '^[a-z]{3}[0-9]*$'])('at once by %s', (source) => {
    bounded.mockClear()
    expect(patternOf(source)?.test('2026-11-22T09:51Z')).toBe(source.includes('T'))
    expect(bounded).not.toHaveBeenCalled()
  })

  test.each(['^(a{2}){3}b$', '^(a+)+b$', '^a*a*a*a*a*b$', '^(a|aa){20}b$'])('within bounds by %s', (source) => {
    bounded.mockClear()
    expect(patternOf(source)?.test('aaaaaaaaaaaaaaaaaa')).toBe(false)
    expect(bounded).toHaveBeenCalled()
  })
})
