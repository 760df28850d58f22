import { expect, test } from 'vitest'
import { type Evidence, type Finding, passed, warned } from '../core/finding.ts'
import { heldThroughout } from './held-throughout.ts'

const status = 'shop/pay/response.204/status'

const answered: Finding = {
  exchange: 'pay#1',
  message: 'A valid request is answered 200',
  at: 'status',
  expected: '204',
  received: '200',
  ambiguities: [140],
}

const judged = (...all: readonly Evidence[]) =>
  heldThroughout(
    all.map((evidence) => ({ evidence })),
    [140],
  ).map(({ evidence }) => evidence)

const verdictsOf = (...all: readonly Evidence[]) => judged(...all).map(({ verdict }) => verdict)

test('a target that holds one reading here and the other there holds neither', () => {
  expect(judged(passed(status, 'pay#2'), warned(status, answered))[1]).toMatchObject({
    verdict: 'fail',
    finding: { message: 'A valid request is answered 200, and others 204: a target does one of the two throughout' },
  })
})

test('one of them throughout is a reading', () => {
  expect(verdictsOf(warned(status, answered), warned(status, answered))).toEqual(['warn', 'warn'])
  expect(verdictsOf(passed(status, 'pay#1'))).toEqual(['pass'])
})

test('where both may stand side by side, and where no ambiguity is named, a warning stays one', () => {
  const { ambiguities: _, ...plain } = answered
  for (const finding of [{ ...answered, ambiguities: [141] }, plain])
    expect(verdictsOf(passed(status, 'pay#1'), warned(status, finding))).toEqual(['pass', 'warn'])
})
