import { expect, test } from 'vitest'
import type { MutantRun } from './mutation.ts'
import { fateOf, scoreText } from './mutation-score.ts'

const run = (mutant: string, facts: Partial<MutantRun>): MutantRun => ({
  contract: 'shop',
  mutant,
  operator: 'reply/status',
  operation: 'createOrder',
  place: '200',
  tally: { calls: 9, changed: 3, against: 3 },
  detected: [],
  blinded: [],
  requests: 9,
  isUnusable: false,
  ...facts,
})

const red = { requirement: 'shop/createOrder/response.200/status', verdict: 'fail' } as const
const open = { requirement: 'shop/createOrder/transport', verdict: 'inconclusive' } as const

const runs = [
  run('seen', { detected: [red] }),
  run('broken', { isUnusable: true }),
  run('less', { blinded: [open] }),
  run('lived', {}),
  run('none', { tally: { calls: 9, changed: 0, against: 0 } }),
]

test('a run that fails for want of a usable target is neither a detection nor a survival', () => {
  expect(runs.map(fateOf)).toEqual(['detected', 'unusable', 'blinded', 'survived', 'unmet'])
  expect(fateOf(run('both', { detected: [red], isUnusable: true }))).toBe('detected')
})

test('the score counts what was met, and names each that was not detected with what became of the run', () => {
  const text = scoreText(runs)
  expect(text).toMatch(
    /^reply\/status +1 of 4 +25 % {2}\(1 made the target unusable, 1 only judged less, 1 survived, 1 not met\)$/m,
  )
  expect(text.split('Not detected:')[1]?.trim().split(/\n +/)).toEqual([
    'shop broken (the run failed: no valid request was answered)',
    'shop less (1 requirement not judged)',
    'shop lived',
  ])
})
