import { describe, expect, test } from 'vitest'
import type { WireReply } from '../core/exchange.ts'
import { contextOf } from '../test/shop.ts'
import { noHiddenEcho, placeIn } from './no-hidden-echo.ts'

const number = '4111111111111111'

test.each([
  ['a member with the value', { a: [{ number }] }, number, '/a/0/number'],
  ['the value inside a text of digits and blanks', { a: '4111 1111 1111 1111' }, number, '/a'],
  ['a short value as a number', { cvn: 937 }, '937', '/cvn'],
])('%s is found', (_, body, value, place) => {
  expect(placeIn(JSON.stringify(body), value)).toBe(place)
})

test.each([
  ['a masked number', { masked_number: '************1111' }, number],
  ['a short value inside another', { id: 'cd937ab' }, '937'],
])('%s is none', (_, body, value) => {
  expect(placeIn(JSON.stringify(body), value)).toBe(undefined)
})

test('a body that is no JSON counts as one text', () => {
  expect(placeIn(`<number>${number}</number>`, number)).toBe('')
  expect(placeIn('<code>937</code>', '937')).toBe(undefined)
})

const run = (reply: Partial<WireReply>, body?: string) => {
  const context = contextOf(reply)
  const request = { ...context.exchange.request, ...(body === undefined ? {} : { body }) }
  return noHiddenEcho.run({ ...context, exchange: { ...context.exchange, request } })
}
const verdicts = (reply: Partial<WireReply>, body?: string) =>
  run(reply, body).map(({ verdict, finding }) => [verdict, finding?.at])

describe('a card number that was sent', () => {
  test.each<[string, Partial<WireReply>, readonly unknown[]]>([
    ['does not come back', {}, [['pass', undefined]]],
    ['comes back masked', { body: '{"card":"************1111"}' }, [['pass', undefined]]],
    ['comes back', { body: '{"cards":[{"number":"4111111111111111"}]}' }, [['fail', '/cards/0/number']]],
    ['comes back as a number', { body: '{"card":4111111111111111}' }, [['fail', '/card']]],
    ['comes back in what is no JSON', { status: 500, body: 'Bad card 4111111111111111' }, [['fail', '']]],
  ])('%s', (_, reply, expected) => {
    expect(verdicts(reply)).toEqual(expected)
  })

  test('is not repeated in the finding', () => {
    expect(JSON.stringify(run({ body: '"4111111111111111"' }))).not.toContain(number)
  })
})

test.each([
  ['no such member', '{}'],
  ['a value that was broken on purpose', '{"card":"xxxxxxxxxxxxxxxx"}'],
  ['a value of another type', '{"card":4111111111111111}'],
  ['no JSON', 'card=4111111111111111'],
])('a request with %s has nothing to hide', (_, body) => {
  expect(verdicts({ body: '{"card":"4111111111111111"}' }, body)).toEqual([])
})
