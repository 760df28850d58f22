import { expect, test } from 'vitest'
import type { CaseResult } from '../core/case.ts'
import { bent, broken, type Evidence, open } from '../core/finding.ts'
import { sampleKept as kept, sampleCase, sampleFinding, sampleRun } from '../test/sample-run.ts'
import { isRefusedCredentials, voidReasons } from './void.ts'

const refused = 'the target refuses the credentials: it answers 401'
const counts = { sent: 9, answered: 9, throttled: 0, repeated: 0 }
const openBecause = (reason: string, count: number) =>
  Array.from({ length: count }, (_, index) => open(`shop/createOrder/request/${index}/type`, reason))

/** The case of a valid request that was answered, with what that showed about its status. */
const valid = (operation: string, evidence: (requirement: string) => Evidence, size = 'minimal') =>
  sampleCase(`${operation}/valid/${size}`, [
    kept(`shop/${operation}/transport/complete-reply`),
    evidence(`shop/${operation}/response.200/status`),
  ])
const refusedWith = (received: string) => (id: string) => broken(id, sampleFinding({ received }))
const lockedOut = (id: string) => open(id, refused)
/** A valid request that could not be sent. */
const unsent = sampleCase('removeNote/valid/minimal', [
  open('shop/removeNote/response.200/status', 'needs fixture noteId, and none could be made at the target'),
])
const reasonsOf = (...results: readonly CaseResult[]) => voidReasons(sampleRun({ counts, results }))

test('a run that says something has no such reason', () => {
  expect(voidReasons(sampleRun({ results: [sampleCase('createOrder/a', openBecause('once', 2))] }))).toEqual([])
})

test('refused credentials come first, where no operation let a valid request in', () => {
  const reasons = reasonsOf(valid('createOrder', lockedOut), valid('getOrder', lockedOut))
  expect(reasons).toEqual([
    'shop: the target refuses the credentials of every valid request: check --token, ASSAY_TOKEN or target.auth',
  ])
  expect(reasons.map(isRefusedCredentials)).toEqual([true])
  expect(reasonsOf(valid('createOrder', lockedOut), valid('getOrder', kept))).toEqual([])
})

test('a valid request that could not be sent does not hide that all others lacked credentials', () => {
  expect(reasonsOf(valid('createOrder', lockedOut), unsent).map(isRefusedCredentials)).toEqual([true])
  expect(reasonsOf(unsent)).toEqual([])
})

test('that no valid request is accepted is told with the number of operations and the first answer', () => {
  expect(reasonsOf(valid('getOrder', refusedWith('404')), valid('createOrder', refusedWith('500 {}')), unsent)).toEqual(
    ['shop: the target accepts no valid request of 2 operations: createOrder: it answers 500 {}'],
  )
  const madeUp = (id: string) => open(id, 'refused with 400 {}; the values of orderLine are made up')
  expect(reasonsOf(valid('checkout', madeUp))).toEqual([
    'shop: the target accepts no valid request of 1 operation: checkout: refused with 400 {}; the values of orderLine are made up',
  ])
  expect(reasonsOf(valid('createOrder', lockedOut), valid('getOrder', refusedWith('500 {}')))).toEqual([
    `shop: the target accepts no valid request of 2 operations: createOrder: ${refused}`,
  ])
})

test('where a redirect leads is told as the cases say that lean on the valid request', () => {
  const redirected = 'it answers 303 and points to https://login.example.com; redirects are not followed'
  const leaning = sampleCase('createOrder/auth/missing', [
    open('shop/createOrder/auth/missing', `set-up failed: no valid createOrder was accepted: ${redirected}`),
  ])
  expect(reasonsOf(valid('createOrder', refusedWith('303')), leaning)).toEqual([
    `shop: the target accepts no valid request of 1 operation: createOrder: ${redirected}`,
  ])
})

test.each<[string, (requirement: string) => Evidence]>([
  ['the documented one', kept],
  ['one that a wide reading allows', (id) => bent(id, sampleFinding({ received: '201' }))],
  ['one that no document names', refusedWith('202')],
])('one success says that something is accepted: %s', (_, success) => {
  expect(reasonsOf(valid('createOrder', refusedWith('400 {}')), valid('createOrder', success, 'full'), unsent)).toEqual(
    [],
  )
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
