import { expect, test } from 'vitest'
import { lastCounts, noCounts, type RunCounts, sumOfCounts } from './run-counts.ts'

const counts = (parts: Partial<RunCounts>): RunCounts => ({ ...noCounts, ...parts })

test('what was told while requests were under way does not hide what was answered later', () => {
  const early = counts({ sent: 3 })
  const late = counts({ sent: 3, answered: 3 })
  for (const each of [
    [early, late],
    [late, early],
  ])
    expect(each.reduce(lastCounts, noCounts)).toEqual(late)
})

test('parts of a run are added up, with what was lost where something was', () => {
  const one = counts({ sent: 4, answered: 3, throttled: 1, repeated: 1 })
  expect(sumOfCounts(one, one)).toEqual({ sent: 8, answered: 6, throttled: 2, repeated: 2, accepted: 0 })
  expect(sumOfCounts(one, { ...one, lost: 2, answeredAgain: 1 })).toEqual({
    ...sumOfCounts(one, one),
    lost: 2,
    answeredAgain: 1,
  })
})
