import { schema, validate } from 'ctrf'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { hostile, reportOf } from '../test/any-text-report.ts'
import { knownReport } from '../test/known-report.ts'
import { facts, mixedReport } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { ctrf } from './ctrf.ts'

const parsed = (report: Report) => JSON.parse(ctrf(report))

test('a requirement is a test, with its verdict as the raw status', () => {
  const { results, ...about } = parsed(mixedReport())
  expect(about).toEqual({
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: '2024-02-29T10:45:16.234Z',
    generatedBy: 'assay 1.2.3',
  })
  const { tests, ...rest } = results
  expect(rest).toEqual({
    tool: { name: 'assay', version: '1.2.3' },
    summary: {
      tests: 7,
      passed: 4,
      failed: 1,
      skipped: 1,
      pending: 0,
      other: 1,
      suites: 2,
      start: 1709203515000,
      stop: 1709203516234,
      duration: 1234,
    },
    environment: {
      testEnvironment: 'http://127.0.0.1:8080',
      healthy: false,
      extra: { outcome: 'nonconformant', seed: 7, void: [] },
    },
  })
  expect(tests.map((one: Record<string, unknown>) => [one['status'], one['rawStatus'], one['message'] ?? ''])).toEqual([
    ['failed', 'fail', 'sku is at least 1 long'],
    ['passed', 'pass', ''],
    ['passed', 'pass', ''],
    ['passed', 'warn', expect.stringContaining('received application/problem+json')],
    ['passed', 'warn', expect.stringContaining('The path with another method is accepted')],
    ['other', 'inconclusive', 'inconclusive: no reply within 100 ms'],
    ['skipped', 'untested', 'a fault inside the target cannot be caused from outside'],
  ])
  expect(tests[1]).toEqual({
    name: 'shop/createOrder/request/sku/maxLength',
    testId: 'shop/createOrder/request/sku/maxLength',
    status: 'passed',
    rawStatus: 'pass',
    duration: 0,
    suite: ['shop', 'createOrder'],
    tags: ['must'],
    labels: { level: 'must', source: '001 Orders, Contracts / Order' },
    extra: { title: 'sku is at most 9 long', ambiguities: [], cases: 1, observed: 1 },
  })
})

test('a known failure is skipped with its evidence, and a stale entry of the list fails', () => {
  const { tests } = parsed(knownReport()).results
  const [known, stale] = [tests[0], tests.at(-1)]
  expect([known.status, known.rawStatus, known.message]).toEqual([
    'skipped',
    'known',
    'known until 2024-12-31 (Ada): SHOP-7',
  ])
  expect(known.trace).toContain('received it answers 200')
  expect([stale.status, stale.suite, stale.message]).toEqual([
    'failed',
    ['assay', 'baseline'],
    'shop/createOrder/request/sku/maxLength does not fail any more: take it out of the list',
  ])
})

test.each<[string, () => Report]>([
  ['an empty', () => buildReport(facts, [])],
  ['a small', mixedReport],
  ['a partly known', knownReport],
  ['a hostile', () => reportOf(hostile)],
])('%s report keeps the schema of the format, and its counts are true', (_, report) => {
  const document = parsed(report())
  expect(validate(document)).toEqual({ valid: true, errors: [] })
  const { summary, tests } = document.results
  for (const status of ['passed', 'failed', 'skipped', 'pending', 'other'])
    expect(summary[status]).toBe(tests.filter((one: { status: string }) => one.status === status).length)
})

test('the validator does see what the schema forbids', () => {
  const document = parsed(mixedReport())
  document.results.tests[0].status = 'broken'
  expect(validate(document).valid).toBe(false)
  expect(schema).toHaveProperty('title', 'CTRF JSON Schema')
})
