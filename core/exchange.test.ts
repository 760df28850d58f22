import { expect, test } from 'vitest'
import { type Outcome, replyOf } from './exchange.ts'

const reply = { status: 200, headers: {}, body: '', ms: 1 }

test.each<[Outcome, unknown]>([
  [{ kind: 'reply', reply }, reply],
  [{ kind: 'broken', fault: 'reset', detail: 'd' }, undefined],
  [{ kind: 'silent', cause: 'timeout', detail: 'd' }, undefined],
  [{ kind: 'withheld', detail: 'd' }, undefined],
])('the reply of %j is %j', (outcome, expected) => {
  const request = { method: 'GET', path: '/', headers: {} }
  expect(replyOf({ id: 'x', operation: 'o', request, outcome })).toBe(expected)
})
