import { expect, test } from 'vitest'
import { cutExchange } from './cut-exchange.ts'
import { type Exchange, replyOf } from './exchange.ts'

const answered = (body: string): Exchange => ({
  id: 'case#1',
  operation: 'getNotes',
  request: { method: 'GET', path: '/notes', headers: {} },
  outcome: { kind: 'reply', reply: { status: 200, headers: {}, body } as never },
})
const cut = (body: string): string => replyOf(cutExchange(answered(body)))?.body ?? ''

test('what is short stays as it is', () => {
  const exchange = answered('x'.repeat(20_000))
  expect(cutExchange(exchange)).toBe(exchange)
})

test('JSON stays JSON: only its long texts are cut, never within an escape', () => {
  const notes = Array.from({ length: 100 }, (_, at) => ({ id: `id-${at}`, text: `"\\ ${'\u0007é"'.repeat(300)}` }))
  const text = cut(JSON.stringify({ notes }))
  const shown = JSON.parse(text) as { readonly notes: readonly { readonly id: string; readonly text: string }[] }
  expect(shown.notes.map(({ id }) => id)).toEqual(notes.map(({ id }) => id))
  expect(shown.notes.every(({ text }, at) => notes[at]?.text.startsWith(text.slice(0, -1)) && text.endsWith('…'))).toBe(
    true,
  )
  expect(text.length).toBeLessThan(80_000)
  expect(cut(text)).toBe(text)
})

test.each([
  ['other text', 'x'.repeat(30_000)],
  ['JSON of many small things', JSON.stringify(Array.from({ length: 30_000 }, (_, at) => at))],
  ['what begins like JSON and is none', `{"a": "${'b'.repeat(100_000)}`],
])('%s is cut at its end', (_, body) => {
  const text = cut(body)
  expect(text).toBe(`${body.slice(0, 20_000)}…`)
  expect(cut(text)).toBe(text)
})
