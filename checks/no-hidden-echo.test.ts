import { describe, expect, test } from 'vitest'
import type { WireReply } from '../core/exchange.ts'
import { contextOf } from '../test/shop.ts'
import { noHiddenEcho, placeIn } from './no-hidden-echo.ts'

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
    ['comes back in groups', { body: '{"card":"4111-1111-1111-1111"}' }, [['fail', '/card']]],
    ['comes back in what is no JSON', { status: 500, body: 'Bad card 4111111111111111' }, [['fail', '']]],
  ])('%s', (_, reply, expected) => {
    expect(verdicts(reply)).toEqual(expected)
  })

  test('is not repeated in the finding', () => {
    expect(JSON.stringify(run({ body: '"4111111111111111"' }))).not.toContain('4111111111111111')
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

test.each([
  ['{"code":"123"}', '123', '/code'],
  ['{"total":51234}', '123', undefined],
  ['order 123 was taken', '123', undefined],
])('in %s a short value %s is found at %s: only where it stands alone', (body, value, place) => {
  expect(placeIn(body, value)).toBe(place)
})
