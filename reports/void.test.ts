import { expect, test } from 'vitest'
import { open } from '../core/finding.ts'
import { sampleCase, sampleRun } from '../test/sample-run.ts'
import { isRefusedCredentials, voidReasons } from './void.ts'

const refused = 'the target refuses the credentials: it answers 401'
const counts = { sent: 9, answered: 9, throttled: 0, repeated: 0 }
const openBecause = (reason: string, count: number) =>
  Array.from({ length: count }, (_, index) => open(`shop/createOrder/request/${index}/type`, reason))

test('a run that says something has no such reason', () => {
  expect(voidReasons(sampleRun({ results: [sampleCase('createOrder/a', openBecause('once', 2))] }))).toEqual([])
})

test('refused credentials come first, where no operation let a valid request in', () => {
  const anchor = (operation: string) =>
    sampleCase(`${operation}/valid/minimal`, [open(`shop/${operation}/response.200/status`, refused)])
  const reasons = voidReasons(sampleRun({ counts, results: [anchor('createOrder'), anchor('getOrder')] }))
  expect(reasons).toEqual([
    'shop: the target refuses the credentials of every valid request: check --token, ASSAY_TOKEN or target.auth',
  ])
  expect(reasons.map(isRefusedCredentials)).toEqual([true])

  const accepted = sampleCase('getOrder/valid/minimal', [])
  expect(voidReasons(sampleRun({ counts, results: [anchor('createOrder'), accepted] }))).toEqual([])
})

test('a target that never answered is told with the number of requests', () => {
  expect(voidReasons(sampleRun({ counts: { ...counts, answered: 0 } }))).toEqual([
    'shop: the target answered none of 9 requests: is it running, and is --target its base URL?',
  ])
})

test('throttling is told with its remedy', () => {
  expect(voidReasons(sampleRun({ counts: { ...counts, throttled: 4 } }))).toEqual([
    'shop: the target throttled 4 times; set --rate below its limit',
  ])
})

test('faults of our own are told', () => {
  expect(voidReasons(sampleRun({ errors: ['a: TypeError', 'b: TypeError'] }))).toEqual([
    "shop: 2 cases could not be judged because of a fault of Assay's own",
  ])
})

test('the three most common reasons are told, most common first', () => {
  const evidence = ['a', 'b', 'c', 'd'].flatMap((reason, index) => openBecause(reason, index + 3))
  expect(voidReasons(sampleRun({ results: [sampleCase('createOrder/a', evidence)] }))).toEqual([
    'shop: 6 requirements are inconclusive: d',
    'shop: 5 requirements are inconclusive: c',
    'shop: 4 requirements are inconclusive: b',
  ])
})

test('a requirement that several cases leave open for one reason is counted once', () => {
  const evidence = openBecause('no reply within 100 ms', 3)
  const results = ['createOrder/a', 'createOrder/b'].map((id) => sampleCase(id, evidence))
  expect(voidReasons(sampleRun({ results }))).toEqual(['shop: 3 requirements are inconclusive: no reply within 100 ms'])
})
