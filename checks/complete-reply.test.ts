import { expect, test } from 'vitest'
import { contextOf } from '../test/shop.ts'
import { completeReply } from './complete-reply.ts'

const requirement = 'shop/createThing/transport/complete-reply'

test.each([
  ['a reply, whatever it says', { status: 500 }, [{ requirement, verdict: 'pass', exchange: 'case#1' }]],
  [
    'a reply that breaks off',
    { kind: 'broken', fault: 'incomplete', detail: '5 of 9 bytes came' } as const,
    [
      {
        requirement,
        verdict: 'fail',
        finding: {
          message: '5 of 9 bytes came',
          at: '',
          expected: 'one complete HTTP reply',
          received: 'incomplete: 5 of 9 bytes came',
          exchange: 'case#1',
        },
      },
    ],
  ],
  ['no answer, which says nothing', { kind: 'silent', cause: 'unreachable', detail: 'refused' } as const, []],
  ['no request', { kind: 'withheld', detail: 'out of budget' } as const, []],
])('%s', (_, outcome, expected) => {
  expect(completeReply.run(contextOf(outcome))).toEqual(expected)
})
