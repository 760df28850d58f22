import { expect, test } from 'vitest'
import type { FindingReport, RequirementReport } from '../../core/report.ts'
import { mixedReport } from '../../test/sample-run.ts'
import { minimalFinding } from './minimal.ts'

const sample = mixedReport().contracts[0]?.requirements[0] as RequirementReport
const finding = (parts: Partial<FindingReport>): FindingReport => ({
  ...(sample.findings[0] as FindingReport),
  ...parts,
})
const of = (...findings: readonly FindingReport[]) => minimalFinding({ ...sample, findings })

const long = finding({ curl: 'curl long' })
const short = finding({ curl: 'curl' })
const none = finding({ curl: '' })
const wide = finding({ curl: '-', ambiguities: [46] })

test.each<[string, readonly FindingReport[], FindingReport | undefined]>([
  ['nothing to show', [], undefined],
  ['the smallest request', [long, short], short],
  ['the first of equals', [short, finding({ curl: 'lruc' })], short],
  ['a request rather than none', [none, long], long],
  ['none where there is no other', [none], none],
  ['nothing milder than the worst', [long, wide], long],
  ['a reading where all are', [wide], wide],
])('%s', (_, findings, expected) => {
  expect(of(...findings)).toBe(expected)
})
