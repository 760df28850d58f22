import { expect, test } from 'vitest'
import { firstSign } from './first-sign.ts'

const written = (screen: { readonly isTTY?: boolean }, options: { readonly quiet?: boolean }) => {
  const texts: string[] = []
  const clear = firstSign({ ...screen, write: (text) => texts.push(text) }, options)
  const before = texts.join('')
  clear()
  return { before, after: texts.join('') }
}

test('a terminal is told at once, and its line is free again after', () => {
  expect(written({ isTTY: true }, {})).toEqual({ before: 'starting', after: 'starting\r\u001b[2K' })
})

test.each([
  ['a pipe', {}, {}],
  ['who wants quiet', { isTTY: true }, { quiet: true }],
])('%s is told nothing', (_, screen, options) => {
  expect(written(screen, options)).toEqual({ before: '', after: '' })
})
