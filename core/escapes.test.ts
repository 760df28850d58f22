import { expect, test } from 'vitest'
import { patternFor, percentDecoded, shellWord } from './escapes.ts'

test.each([
  ['a%20b', 'a b'],
  ['100%', '100%'],
])('%s is read as %s', (text, plain) => {
  expect(percentDecoded(text)).toBe(plain)
})

test.each(['', 'u'])('with the flags "%s" a text is a pattern of itself alone', (flags) => {
  const text = 'a.b*c+d?(e)[f]{2}|g^h$\\i/j-k'
  const pattern = new RegExp(`^${patternFor(text)}$`, flags)
  expect(pattern.test(text)).toBe(true)
  expect(pattern.test(text.replace('.', 'x'))).toBe(false)
})

test.each([
  ['report.json#case', 'report.json#case'],
  ['report.json#get /a', "'report.json#get /a'"],
  ["report.json#it's", "'report.json#it'\\''s'"],
])('a shell reads %s back from %s', (text, word) => {
  expect(shellWord(text)).toBe(word)
})
