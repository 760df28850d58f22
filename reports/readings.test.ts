import { expect, test } from 'vitest'
import type { Ambiguity } from '../core/ambiguity.ts'
import type { Evidence } from '../core/finding.ts'
import { facts, sampleCase, sampleFinding, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { readingsOf } from './readings.ts'

const orderId = 'shop/getOrder/response.200/orderId/type'
const label = 'shop/getOrder/response.400/content-type'
const otherLabel = 'shop/createOrder/response.400/content-type'

const open = { contracts: ['shop'], document: '001', section: 'Order', question: 'Which?' } as const
const list: readonly Ambiguity[] = [
  {
    ...open,
    number: 16,
    resolution: 'both',
    strict: 'orderId is text',
    wide: 'orderId is a number',
    by: ['*/response.200/orderId/type'],
  },
  { ...open, number: 46, resolution: 'both', strict: 'errors are JSON', wide: 'errors are problem+json' },
  { ...open, number: 47, resolution: 'one', why: 'nobody can tell' },
  { ...open, number: 48, resolution: 'both', strict: 'errors are short', wide: 'errors are long' },
]

const wide = (requirement: string, ambiguities: readonly number[]): Evidence => ({
  requirement,
  verdict: 'warn',
  finding: sampleFinding({ message: 'it is otherwise', ambiguities }),
})

/** The readings in the report of a run that showed this. */
const reportedReadings = (
  evidence: readonly Evidence[],
  ambiguities?: readonly Ambiguity[],
  reading: 'strict' | 'lenient' = 'lenient',
) => {
  const base = sampleRun()
  const run = sampleRun({
    requirements: [orderId, label, otherLabel].map((id) => sampleRequirement(id)),
    results: [sampleCase('a', evidence)],
    settings: { ...base.settings, reading },
    ...(ambiguities ? { ambiguities } : {}),
  })
  return buildReport(facts, [run]).contracts[0]?.readings
}

test('what only the wide reading allows is told in its words', () => {
  const reading = { ambiguity: 16, reading: 'wide', text: 'orderId is a number', requirement: orderId, more: 0 }
  expect(reportedReadings([wide(orderId, [16])], list)).toEqual([reading])
})

test('so it is where the strict reading makes it a broken promise', () => {
  expect(reportedReadings([wide(orderId, [16])], list, 'strict')).toEqual([
    { ambiguity: 16, reading: 'wide', text: 'orderId is a number', requirement: orderId, more: 0 },
  ])
})

test('what was kept tells the strict reading, where the list says that it does', () => {
  const evidence: readonly Evidence[] = [
    { requirement: orderId, verdict: 'pass' },
    { requirement: label, verdict: 'pass' },
  ]
  expect(reportedReadings(evidence, list)).toEqual([
    { ambiguity: 16, reading: 'strict', text: 'orderId is text', requirement: orderId, more: 0 },
  ])
})

test('what was not tried, or is broken under every reading, tells none', () => {
  expect(reportedReadings([], list)).toEqual([])
  expect(reportedReadings([{ requirement: orderId, verdict: 'fail', finding: sampleFinding() }], list)).toEqual([])
})

test('requirements that tell the same are told once, with their count', () => {
  expect(reportedReadings([wide(label, [46]), wide(otherLabel, [46])], list)).toEqual([
    { ambiguity: 46, reading: 'wide', text: 'errors are problem+json', requirement: label, more: 1 },
  ])
})

test('of several numbers the one is told that the requirement decides', () => {
  expect(reportedReadings([wide(orderId, [46, 16])], list)).toEqual([
    { ambiguity: 16, reading: 'wide', text: 'orderId is a number', requirement: orderId, more: 0 },
  ])
})

test('a number of which only one reading can be judged decides nothing, nor one that another requirement tells', () => {
  expect(reportedReadings([wide(label, [47, 16, 46])], list)).toEqual([
    { ambiguity: 46, reading: 'wide', text: 'errors are problem+json', requirement: label, more: 0 },
  ])
})

test('where none of several decides, the finding speaks for all', () => {
  expect(reportedReadings([wide(label, [46, 47, 48])], list)).toEqual([
    { ambiguity: 46, besides: [48], reading: 'wide', text: 'it is otherwise', requirement: label, more: 0 },
  ])
})

test('a contract whose numbers nobody listed has the words of the finding', () => {
  expect(reportedReadings([wide(label, [46])])).toEqual([
    { ambiguity: 46, reading: 'wide', text: 'it is otherwise', requirement: label, more: 0 },
  ])
  expect(readingsOf({ id: 'shop', requirements: [] }, list)).toEqual([])
})
