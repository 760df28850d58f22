import { expect, test } from 'vitest'
import type { Outcome } from '../core/exchange.ts'
import { pauseAsked } from './throttle.ts'

const reply = (status: number, headers: Readonly<Record<string, string>> = {}): Outcome => ({
  kind: 'reply',
  reply: { status, headers, body: '', ms: 1 },
})

test.each<[string, Outcome, number, number | undefined]>([
  ['429 with seconds', reply(429, { 'retry-after': '7' }), 0, 7_000],
  ['429 with a part of a second', reply(429, { 'retry-after': '0.25' }), 0, 250],
  ['429 with zero', reply(429, { 'retry-after': '0' }), 0, 0],
  ['429 with a negative number', reply(429, { 'retry-after': '-5' }), 0, 0],
  ['429 with more than the longest wait', reply(429, { 'retry-after': '86400' }), 0, 60_000],
  ['429 with a date gone by', reply(429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 0, 0],
  ['429 with words', reply(429, { 'retry-after': 'soon' }), 0, 1_000],
  ['429 without the header, first', reply(429), 0, 1_000],
  ['429 without the header, second', reply(429), 1, 2_000],
  ['503 with seconds', reply(503, { 'retry-after': '2' }), 0, 2_000],
  ['503 without the header', reply(503), 0, undefined],
  ['200 with the header', reply(200, { 'retry-after': '2' }), 0, undefined],
  ['no reply', { kind: 'silent', cause: 'timeout', detail: '' }, 0, undefined],
])('%s', (_, outcome, tries, expected) => {
  expect(pauseAsked(outcome, tries)).toBe(expected)
})

test('a date to come is waited for', () => {
  const date = new Date(Date.now() + 30_000).toUTCString()
  const pause = pauseAsked(reply(429, { 'retry-after': date }), 0) ?? 0
  // HTTP dates have whole seconds.
  expect(pause).toBeGreaterThan(28_000)
  expect(pause).toBeLessThanOrEqual(30_000)
})
