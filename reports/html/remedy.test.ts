import { expect, test } from 'vitest'
import { remedyOf } from './remedy.ts'

test.each([
  ['needs fixture orderLine, and none could be made at the target', 'Give the value with --fixture name=value.'],
  ['needs basketId and orderNo', 'Give the value with --fixture name=value.'],
  ['needs webhook', 'Listen with --webhook-port and subscribe the target to it.'],
  ['out of budget: 10 requests were sent', 'Raise --max-requests or --max-time.'],
  ['throttled 3 times', 'Set --rate below the target’s limit.'],
  [
    'would need a second token without a user',
    'Run again with the other credentials (--token): that its valid requests are refused is the answer to look for.',
  ],
  ['no reply within 100 ms', 'See whether the target is up, or raise target.timeoutMs.'],
])('%s: %s', (reason, remedy) => {
  expect(remedyOf(reason)).toBe(remedy)
})

test.each([
  'needs an order at status Cancelled: give --fixture cancelledOrderId=…',
  'notes never appeared in a 200 response: seed the target with data that has it, and give it with --fixture',
  'something never heard of',
])('%s: says what it needs itself, or nothing is known', (reason) => {
  expect(remedyOf(reason)).toBe(undefined)
})
