import { expect, test } from 'vitest'
import { bent, broken, kept, open, untried } from './finding.ts'

const finding = { message: 'm', at: '/a', expected: 'e', received: 'r', exchange: 'x#1' }

test.each([
  [kept('r', 'x#1'), { requirement: 'r', verdict: 'pass', exchange: 'x#1' }],
  [open('r', 'why'), { requirement: 'r', verdict: 'inconclusive', reason: 'why' }],
  [untried('r', 'why'), { requirement: 'r', verdict: 'untested', reason: 'why' }],
  [broken('r', finding), { requirement: 'r', verdict: 'fail', finding }],
  [bent('r', finding), { requirement: 'r', verdict: 'warn', finding }],
])('evidence is plain data: %j', (evidence, expected) => {
  expect(evidence).toEqual(expected)
})
