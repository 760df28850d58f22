import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberTwice } from './twice.ts'

test.each<[string, (string | number)[] | undefined]>([
  ['{"a":1,"a":2}', ['a']],
  ['{"a":1,"\\u0061":2}', ['a']],
  ['{"a\\"":1,"a\\\\":2,"a\\"":3}', ['a"']],
  ['{"a\\\\":"\\\\","b":[{"c":"\\\\\\"","c":1}]}', ['b', 0, 'c']],
  ['{"a":1,"a" :2}', ['a']],
  ['{"a":":a",\n"a"\t: 2}', ['a']],
  ['{"a":":a","b":"x :y"}', undefined],
  ['[{"a":1},{"a":1}]', undefined],
  ['{"a":"a","b":"\\"a\\":"}', undefined],
])('%s', (text, place) => {
  expect(memberTwice(text)).toEqual(place)
})

test('no text that a value is written as holds a member twice', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => memberTwice(JSON.stringify(value)) === undefined))
})

test('a member that is written again is found, whatever its name', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (name, value) => {
      const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`
      expect(memberTwice(`[0,{${member},${member}}]`)).toEqual([1, name])
    }),
  )
})
