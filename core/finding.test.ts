import { expect, test } from 'vitest'
import { failed, inconclusive, passed, untested, warned } from './finding.ts'

const finding = { message: 'm', at: '/a', expected: 'e', received: 'r', exchange: 'x#1' }

test.each([
  [passed('r', 'x#1'), { requirement: 'r', verdict: 'pass', exchange: 'x#1' }],
  [inconclusive('r', 'why'), { requirement: 'r', verdict: 'inconclusive', reason: 'why' }],
  [untested('r', 'why'), { requirement: 'r', verdict: 'untested', reason: 'why' }],
  [failed('r', finding), { requirement: 'r', verdict: 'fail', finding }],
  [warned('r', finding), { requirement: 'r', verdict: 'warn', finding }],
])('evidence is plain data: %j', (evidence, expected) => {
  expect(evidence).toEqual(expected)
})
