import { expect, test } from 'vitest'
import { visibleLines } from './visible.ts'

test.each([
  ['plain text\nof two lines', 'plain text\nof two lines'],
  ['\u001b[2J\u0000\r\t\u009b', '\\u001b[2J\\u0000\\u000d\\u0009\\u009b'],
  ['\u202eevil\u2069', '\\u202eevil\\u2069'],
  ['é漢😀', 'é漢😀'],
  ['\udcff', '\\udcff'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleLines(text)).toBe(shown)
})
