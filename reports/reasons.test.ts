import { expect, test } from 'vitest'
import type { RequirementReport } from '../core/report.ts'
import { mixedReport } from '../test/sample-run.ts'
import { reasonsOf } from './reasons.ts'

const sample = mixedReport().contracts[0]?.requirements[0] as RequirementReport

const untested = (id: string, reason: string): RequirementReport => ({ ...sample, id, verdict: 'untested', reason })

test('requirements that stayed open for one reason stand together, the most frequent first', () => {
  const [a, b, c] = [untested('a', 'no fixture'), untested('b', 'no reply held it'), untested('c', 'no reply held it')]
  const open: RequirementReport = { ...sample, verdict: 'inconclusive', reason: 'no reply held it' }
  expect(reasonsOf([a, b, open, c, sample], 'untested')).toEqual([
    { reason: 'no reply held it', requirements: [b, c] },
    { reason: 'no fixture', requirements: [a] },
  ])
})

test('one that says no reason is told all the same', () => {
  expect(reasonsOf([{ ...sample, verdict: 'untested' }], 'untested')).toMatchObject([{ reason: 'no reason' }])
})
