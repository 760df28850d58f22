import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newAjv } from '../../contracts/schema/judge.ts'
import { type Draw, drawWith, type TextKind } from '../draw.ts'
import { vocabulary } from '../vocabulary.ts'
import { lengthOf, string } from './string.ts'

const words = vocabulary(1)
const sample = (schema: object, member: string, options: Partial<Draw> = {}) =>
  fc.sample(string({ ...schema }, member, drawWith(words, options)), { seed: 1, numRuns: 200 })

describe('whatever the lengths', () => {
  const lengths = fc
    .tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 }))
    .map(([minLength, room]) => ({ type: 'string', minLength, maxLength: minLength + room }))

  test.each<TextKind>(['plain', 'unicode', 'any'])('%s text keeps them', (text) => {
    fc.assert(
      fc.property(
        lengths.chain((schema) => fc.tuple(fc.constant(schema), string(schema, 'note', drawWith(words, { text })))),
        ([schema, value]) => {
          expect([schema, value, newAjv().validate(schema, value)]).toEqual([schema, value, true])
        },
      ),
    )
  })
})

describe('text of other scripts', () => {
  const drawn = sample({ minLength: 1, maxLength: 60 }, 'note', { text: 'unicode' })

  test('is never ASCII only', () => {
    expect(drawn.filter((text) => /^[\0-\x7f]*$/.test(text))).toEqual([])
  })

  test('always holds what its forms are most likely to tell differently', () => {
    const long = sample({ minLength: 1, maxLength: 60 }, 'note', { text: 'unicode' })
    expect(long.filter((text) => !/[\u{10000}-\u{10ffff}]/u.test(text) || !/&.*"|".*&/.test(text))).toEqual([])
    const short = sample({ minLength: 1, maxLength: 3 }, 'note', { text: 'unicode' })
    expect(short.filter((text) => [...text].length > 3)).toEqual([])
  })

  test('stays as it is when a server normalizes it', () => {
    expect(drawn.filter((text) => text.normalize('NFC') !== text)).toEqual([])
  })

  test('holds astral, combining and right-to-left characters', () => {
    const all = drawn.join('')
    expect(['😀', 'x̂', 'ع', '漢', 'Ж'].filter((unit) => !all.includes(unit))).toEqual([])
  })

  test('is not drawn where a code, a mail address or an id is asked for', () => {
    const ascii = ['code', 'email', 'customerId', 'zip', 'country'].flatMap((member) =>
      sample({}, member, { text: 'unicode' }).filter((text) => /[^\0-\x7f]/.test(text)),
    )
    expect(ascii).toEqual([])
  })
})

test('no text is blank or has blanks at its ends, since the documents do not say what becomes of those', () => {
  const drawn = (['plain', 'any'] as const).flatMap((text) => sample({ maxLength: 9 }, 'note', { text }))
  expect(drawn.filter((text) => text.trim() === '' || text.trim() !== text)).toEqual([])
})

test.each([
  ['firstName', 'John'],
  ['zip', '10001'],
  ['email', 'john@example.com'],
  ['itemName', 'Window'],
  ['anything', 'A1'],
])('a member called %s looks like one: the plainest is %s', (member, plainest) => {
  const property = fc.property(string({}, member, drawWith(words)), () => false)
  expect(fc.check(property, { seed: 1 }).counterexample).toEqual([plainest])
})

test.each([
  ['a format that is longer than allowed', { format: 'uuid', maxLength: 9 }],
  ['a pattern and a length that exclude each other', { pattern: '^a$', minLength: 9, maxLength: 9 }],
])('%s is not waited for: letters of that length are drawn', (_, schema) => {
  expect(sample(schema, 'x').every((text) => /^[aZ09]{1,9}$/.test(text))).toBe(true)
})

test.each([
  ['a look-ahead that excludes', '^(?!x).*$'],
  ['look-aheads that ask for letters and digits', '^(?=.*[A-Z])(?=.*[0-9]).{3,9}$'],
  ['a look-behind', '^[a-z]+(?<!x)$'],
  ['a back-reference', '^(a|b)-\\1$'],
])('%s is drawn as it asks', (_, pattern) => {
  expect(sample({ pattern }, 'x').filter((text) => !new RegExp(pattern, 'u').test(text))).toEqual([])
})

test.each([
  ['aé漢', 3],
  ['😀', 1],
  ['x̂', 2],
])('the length of %s is %i, in code points as JSON Schema counts', (text, length) => {
  expect(lengthOf(text)).toBe(length)
})

test('text of any script stays within a limit, whether it counts characters or bytes', () => {
  for (const maxLength of [10, 25, 60, 100]) {
    const texts = fc.sample(string({ type: 'string', maxLength }, 'note', drawWith(words, { text: 'unicode' })), {
      seed: 1,
      numRuns: 200,
    })
    expect(texts.filter((text) => Buffer.byteLength(text) > maxLength)).toEqual([])
    expect(texts.filter((text) => text === '' || text.trim() !== text)).toEqual([])
  }
})
