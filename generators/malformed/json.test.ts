import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { malformedJson } from './json.ts'

const text = JSON.stringify({
  id: 12,
  price: -0.5,
  name: 'Some words',
  code: 'a"b\\',
  isNew: true,
  none: null,
  lines: [{ line: 1 }, { line: 2 }],
})

test('there are at least twenty forms, each with an id of its own', () => {
  expect(new Set(malformedJson.map(({ id }) => id)).size).toBe(malformedJson.length)
  expect(malformedJson.length).toBeGreaterThanOrEqual(20)
})

describe.each(malformedJson)('$id', ({ change }) => {
  test('changes a body that has all there is to break into what is no JSON', () => {
    const changed = change(text)
    expect(changed).toBeTypeOf('string')
    expect(() => JSON.parse(changed ?? text)).toThrow(SyntaxError)
  })

  test('is no JSON whatever the body is', () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })
    fc.assert(
      fc.property(objects, fc.constantFrom(undefined, 1), (value, space) => {
        const changed = change(JSON.stringify(value, null, space))
        if (changed !== undefined) expect(() => JSON.parse(changed)).toThrow(SyntaxError)
      }),
      { numRuns: 200 },
    )
  })
})

test.each([
  ['comma-before-brace', '{"a":[1]}', '{"a":[1],}'],
  ['comma-before-bracket', '{"a":[1]}', '{"a":[1,]}'],
  ['leading-zero', '{"a":-1}', '{"a":-01}'],
  ['point-first', '{"a":0.5}', '{"a":.5}'],
  ['point-last', '{"a":1.5}', '{"a":1.}'],
  ['single-quoted-text', '{"a":"b"}', `{"a":'b'}`],
  ['unquoted-name', '{"a":"b"}', '{a:"b"}'],
  ['no-comma', '{"a":1,"b":2}', '{"a":1 "b":2}'],
])('%s makes %s into %s', (id, from, to) => {
  expect(malformedJson.find((one) => one.id === id)?.change(from)).toBe(to)
})

test('what a text does not have is not broken', () => {
  const broken = malformedJson.filter(({ change }) => change('{"a":true}') !== undefined).map(({ id }) => id)
  expect(broken).not.toContain('leading-zero')
  expect(broken).not.toContain('comma-before-bracket')
  expect(broken).toContain('comma-before-brace')
})
