import { describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import type { Outcome, Verdict } from '../core/verdict.ts'
import type { Fault } from '../reference/reference.ts'
import { knownReport } from '../test/known-report.ts'
import { killOf } from './kill.ts'

const fault: Fault = {
  id: 'answers-201',
  title: 'What is read is answered 201',
  kind: 'status',
  requirement: 'shop/read/response.200/status',
  also: ['shop/flow/implied'],
}

const before = new Map<string, Verdict>([
  ['shop/read/response.200/status', 'pass'],
  ['shop/flow/implied', 'pass'],
  ['shop/flow/other', 'pass'],
])

/** A report of a run that says so of these. */
const saying = (verdicts: Readonly<Record<string, Verdict>>, outcome: Outcome = 'nonconformant'): Report => {
  const known = knownReport()
  const [contract] = known.contracts
  const [requirement] = contract?.requirements ?? []
  if (!contract || !requirement) throw new Error('The report holds nothing to start from.')
  const requirements = [...before].map(([id, verdict]) => ({ ...requirement, id, verdict: verdicts[id] ?? verdict }))
  return { ...known, run: { ...known.run, outcome }, contracts: [{ ...contract, requirements }] }
}

const killed = (report: Report, changes: Partial<Fault> = {}) =>
  killOf({ ...fault, ...changes }, { contract: 'shop', before, report })

test('a fault is caught by a failure or a warning at its own requirement', () => {
  expect(killed(saying({ [fault.requirement]: 'fail' }))).toMatchObject({ caught: true, bystanders: [] })
  expect(killed(saying({ [fault.requirement]: 'warn' }))).toMatchObject({ caught: true, bystanders: [] })
  expect(killed(saying({}))).toMatchObject({ caught: false })
})

test('what could not be judged has caught nothing', () => {
  expect(killed(saying({ [fault.requirement]: 'inconclusive' }))).toMatchObject({ caught: false })
  expect(killed(saying({ [fault.requirement]: 'untested' }))).toMatchObject({ caught: false })
})

test('an error of our own has caught nothing, and is told wherever it is', () => {
  expect(killed(saying({ [fault.requirement]: 'error' }))).toMatchObject({ caught: false, verdict: 'error' })
  expect(killed(saying({ [fault.requirement]: 'fail', 'shop/flow/other': 'error' }))).toMatchObject({
    caught: true,
    bystanders: ['shop/flow/other'],
  })
})

test('what is broken besides is told, but for what the fault implies', () => {
  const report = saying({ [fault.requirement]: 'fail', 'shop/flow/implied': 'fail', 'shop/flow/other': 'warn' })
  expect(killed(report)).toMatchObject({ caught: true, bystanders: ['shop/flow/other'] })
})

describe('a run that judges nothing, as nothing can be used,', () => {
  const unusable = saying({ [fault.requirement]: 'untested' }, 'unusable')

  test('has missed a fault with which the rest could be used', () => {
    expect(killed(unusable)).toMatchObject({ caught: false, unusable: true })
  })

  test('has caught one with which nothing can', () => {
    expect(killed(unusable, { unusable: true })).toMatchObject({ caught: true, unusable: true })
    expect(killed(saying({}), { unusable: true })).toMatchObject({ caught: false, unusable: false })
  })
})
