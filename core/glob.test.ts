import { describe, expect, test } from 'vitest'
import { exactGlobMatcher, matchesGlob } from './glob.ts'

const id = 'dkhardware/createOrder/request/customerOrder/items[]/mpn/maxLength'

describe('matchesGlob', () => {
  test.each([
    [id, 'the id itself'],
    ['dkhardware', 'all below a step'],
    ['dkhardware/createOrder/request', 'all below several steps'],
    ['dkhardware/*/request', 'any one step'],
    ['dkhardware/**/maxLength', 'any number of steps'],
    ['**/mpn/*', 'any beginning'],
    ['dkhardware/createOrder/request/customerOrder/items[]/**', 'brackets as they are'],
    ['*hardware/create?rder/**', 'part of a step and one character'],
  ])('%s matches: %s', (glob) => {
    expect(matchesGlob(glob, id)).toBe(true)
  })

  test.each([
    ['dkhardware/*/maxLength', 'one star stays within its step'],
    ['createOrder', 'a glob begins at the first step'],
    ['dkhardware/create', 'a step is matched whole'],
    ['dkhardware/createOrder/request/customerOrder/items?/mpn/maxLength', 'a question mark is one character, not two'],
    ['dkhardware?createOrder/**', 'a question mark is no slash'],
    ['dkhardwareXcreateOrder/**', 'other text'],
  ])('%s does not match: %s', (glob) => {
    expect(matchesGlob(glob, id)).toBe(false)
  })

  test('every other character stands for itself', () => {
    const odd = 'a.b+c^d$e{f}g(h)i|j\\k[l]'
    expect(matchesGlob(odd, odd)).toBe(true)
    expect(matchesGlob('a.b', 'aXb')).toBe(false)
  })
})

test('an exact glob matches nothing below what it names', () => {
  const isType = exactGlobMatcher('dkhardware/**/type')
  expect(isType('dkhardware/createOrder/request/total/type')).toBe(true)
  expect(isType('dkhardware/createOrder/request/type/optional')).toBe(false)
})
