import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endIn, joinings } from './joined.ts'

const joinedIn = (text: string): readonly string[] => joinings.map((joining) => joining(text)?.text ?? text)

test('words that are broken into lines are joined, and other lines are not', () => {
  expect(joinedIn('aGVsZC1i\r\n  YWNrLWJ5')[0]).toBe('aGVsZC1iYWNrLWJ5')
  expect(joinedIn('{\n  "a": 1,\n  "b": 2\n}')[0]).toBe('{\n  "a": 1,\n  "b": 2\n}')
})

test.each(['63:61:6e:61:72:79', '0x63, 0x61, 0x6e, 0x61, 0x72, 0x79', '63616e 617279 00', '6361-6e61-7279'])(
  'bytes in hexadecimal are joined that are written as %s',
  (text) => {
    expect(joinedIn(`before ${text} z`)[1]?.replace(/\s/g, '')).toContain('63616e617279')
  },
)

test('what is too short for a secret stays as it is, unless the text was cut off behind it', () => {
  expect(joinedIn('"2026-11-22T10:00:00.000Z"')[1]).toBe('"2026-11-22T10:00:00.000Z"')
  expect(joinedIn('63:61:6e:…')[1]).toBe('63616e…')
  expect(joinedIn('0x63, 0x61, 0x6e, …')[1]).toBe('63616e…')
})

test('each character of a joined text is where it is said to have stood', () => {
  const pieces = fc.constantFrom(
    'a',
    '0',
    '0x',
    '63',
    '6c6d',
    '0123456789abcdef',
    ' ',
    ':',
    ', ',
    '-',
    '\n',
    '"',
    'z',
    '…',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      const text = all.join('')
      for (const joined of joinings.flatMap((joining) => joining(text) ?? [])) {
        const places = joined.places()
        expect(places).toHaveLength(joined.text.length + 1)
        expect([...joined.text].every((one, index) => one === text[places[index] ?? -1])).toBe(true)
        expect(endIn(places, joined.text.length)).toBe((places.at(-2) ?? -1) + 1)
      }
    }),
  )
})
