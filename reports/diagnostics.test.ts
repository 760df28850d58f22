import { expect, test } from 'vitest'
import type { AttemptAnswer } from '../core/attempt.ts'
import { inconclusive } from '../core/finding.ts'
import { sampleCase, sampleRun } from '../test/sample-run.ts'
import type { ContractRun } from './contract-run.ts'
import { diagnostics } from './diagnostics.ts'

const counts = { sent: 9, answered: 9, throttled: 0, repeated: 0, accepted: 3 }
const openBecause = (reason: string, count: number) =>
  Array.from({ length: count }, (_, index) => inconclusive(`shop/createOrder/request/${index}/type`, reason))

const reasonsOf = (parts: Partial<ContractRun>) => diagnostics(sampleRun({ counts, ...parts }), undefined)

/** The case of a valid request, with what became of it. */
const valid = (operation: string, answer: AttemptAnswer) => ({
  ...sampleCase(`${operation}/valid/minimal`, [], [], { kind: 'valid', operation }),
  attempts: [{ operation, madeUp: [], answer }],
})

test('a run that says something has no such reason', () => {
  expect(reasonsOf({ results: [sampleCase('createOrder/a', openBecause('once', 2))] })).toEqual([])
})

test('an unusable target is told with its remedy, and nothing else about it', () => {
  const run = sampleRun({ counts, results: [sampleCase('createOrder/a', openBecause('it answers 404', 9))] })
  expect(diagnostics(run, { cause: 'it answers 404', remedy: 'Check --target' })).toEqual([
    'shop: it answers 404. Check --target.',
  ])
})

test('where something was taken, but no plainly valid request, that comes first', () => {
  const refused = valid('createOrder', { kind: 'refused', status: 400, said: '{}' })
  const unsent = valid('getOrder', { kind: 'unsent', detail: 'needs an order' })
  const diagnosis = 'shop: the target takes no valid request of 1 operation: createOrder: it answers 400 {}'
  expect(reasonsOf({ results: [refused, unsent] })).toEqual([diagnosis])
  expect(reasonsOf({ results: [refused, valid('getOrder', { kind: 'taken', status: 200 })] })).toEqual([])
  expect(reasonsOf({ results: [unsent] })).toEqual([])
})

test('that the document is none of those that ship with the package comes first of all', () => {
  expect(reasonsOf({ isForeign: true })[0]).toMatch(/^shop: support for documents other than the four built in is exp/)
})

test('throttling is told with its remedy', () => {
  expect(reasonsOf({ counts: { ...counts, throttled: 4 } })).toEqual([
    'shop: the target throttled 4 times; set --rate below its limit',
  ])
})

test('faults of our own are told', () => {
  expect(reasonsOf({ errors: ['a: TypeError', 'b: TypeError'] })).toEqual([
    "shop: 2 cases could not be judged because of a fault of Assay's own",
  ])
})

test('the three most common reasons are told, most common first', () => {
  const evidence = ['a', 'b', 'c', 'd'].flatMap((reason, index) => openBecause(reason, index + 3))
  expect(reasonsOf({ results: [sampleCase('createOrder/a', evidence)] })).toEqual([
    'shop: 6 requirements are inconclusive: d',
    'shop: 5 requirements are inconclusive: c',
    'shop: 4 requirements are inconclusive: b',
  ])
})

test('a requirement that several cases leave open for one reason is counted once', () => {
  const evidence = openBecause('no reply within 100 ms', 3)
  const results = ['createOrder/a', 'createOrder/b'].map((id) => sampleCase(id, evidence))
  expect(reasonsOf({ results })).toEqual(['shop: 3 requirements are inconclusive: no reply within 100 ms'])
})
