import { expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { makersIn } from './makers.ts'

const exchange = (id: string, body: unknown, path = '/things'): Exchange => ({
  id,
  operation: 'op',
  request: { method: 'GET', path, headers: {} },
  outcome: { kind: 'reply', reply: { status: 200, headers: {}, body: JSON.stringify(body), ms: 1 } },
})

const made = (all: readonly Exchange[]) => {
  const shown = all.at(-1)
  const { madeFor } = makersIn(all)
  return shown ? all.flatMap((one, place) => madeFor(one, all.slice(place + 1), shown)).map(({ value }) => value) : []
}

test.each([
  ['a UUID', '351acbf8-2030-41b3-a0ea-0792236b5174'],
  ['short words only', 'a-1.b-2.c-3'],
  ['a word that all requests hold', 'things-17'],
  ['no word at all', '--------~-------'],
])('what is made is known by its words: %s', (_, value) => {
  expect(made([exchange('a#1', { id: value }), exchange('b#1', {}, `/things/${value}/more`)])).toEqual([value])
})

test('a part of a longer word or value is another one', () => {
  expect(made([exchange('a#1', { id: 'order-17' }), exchange('b#1', {}, '/things/order-171')])).toEqual([])
})

test('an exchange that the list names twice made what stands behind its first place', () => {
  const [one, other] = [exchange('setup#1', { id: 'order-17' }), exchange('b#1', {}, '/things/order-17')]
  const { madeFor } = makersIn([one, other, one])
  expect(madeFor(one, [other], other).map(({ value }) => value)).toEqual(['order-17'])
})
