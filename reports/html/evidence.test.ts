import { expect, test } from 'vitest'
import type { ContractReport, RequirementReport } from '../../core/report.ts'
import { mixedReport } from '../../test/sample-run.ts'
import { inFull, shownEvidence } from './evidence.ts'

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
  known: [],
  readings: [],
}

const selected = inFull([view])

test('one of every cause is told first, then the others, as many as there is room for', () => {
  expect(selected.map(({ requirement }) => requirement)).toEqual([a, c, b])
  expect(inFull([view], 2).map(({ requirement }) => requirement)).toEqual([a, c])
})

test('requests and replies are shown in that order until the page is full', () => {
  expect([...shownEvidence(selected)]).toEqual([a, c, b])
  expect([...shownEvidence(selected, 5_000)]).toEqual([a, c])
  expect([...shownEvidence(selected, 100)]).toEqual([])
})
