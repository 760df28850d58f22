import { expect, test } from 'vitest'
import { shownUrl } from './shown-url.ts'

test.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['https://user:pass@example.com/a', 'https://…@example.com/a'],
  ['https://user:p@ss@example.com/a', 'https://…@example.com/a'],
  ['ftp://user:pass@example.com', 'ftp://…@example.com'],
  ['user:pass@example.com', '…@example.com'],
  ['https:user:pass@example.com', '…@example.com'],
  ['https://example.com/a?key=secret#x', 'https://example.com/a?…'],
  ['https://example.com/a#token=secret', 'https://example.com/a#…'],
  ['https://example.com/@a', 'https://example.com/@a'],
])('%s is told as %s', (text, shown) => {
  expect(shownUrl(text)).toBe(shown)
})
