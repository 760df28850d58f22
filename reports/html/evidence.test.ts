import { expect, test } from 'vitest'
import type { ContractReport, RequirementReport } from '../../core/report.ts'
import { mixedReport } from '../../test/sample-run.ts'
import { shownEvidence } from './evidence.ts'

const contract = mixedReport().contracts[0] as ContractReport
const sample = contract.requirements[0] as RequirementReport
const broken = (id: string): RequirementReport => ({ ...sample, id })
const [a, b, c] = [broken('a'), broken('b'), broken('c')] as const
const view = {
  contract,
  broken: [
    { title: 'one', requirements: [a, b] },
    { title: 'other', requirements: [c] },
  ],
  warned: [],
  readings: [],
}

test('all of it where there is room', () => {
  expect([...shownEvidence([view])]).toEqual([a, c, b])
})

test('one of every cause goes first where there is not', () => {
  expect([...shownEvidence([view], 5_000)].map(({ id }) => id)).toEqual(['a', 'c'])
  expect([...shownEvidence([view], 100)]).toEqual([])
})
