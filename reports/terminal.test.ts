import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { knownReport } from '../test/known-report.ts'
import {
  facts,
  mixedReport,
  sampleCase,
  sampleExchange,
  sampleFinding,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { terminal } from './terminal.ts'

const plain = (report: Report): string => terminal(report, { color: false, file: 'assay-report/report.json' })

test('a report tells the outcome, what is broken and how to see it, what was not tried, and the readings', () => {
  expect(plain(mixedReport())).toBe(`
Shop (shop) at http://127.0.0.1:8080
  NOT CONFORMANT, judged 4 of 6 musts, 66 %  3 requests, 7 requirements

  must      2 passed     1 warned     1 failed     1 inconclusive     1 untested
  should    0 passed     1 warned     0 failed     0 inconclusive     0 untested

Failed, by cause (1)

  ✗ 1. createOrder: sku: one character too few ("") is accepted
       shop/createOrder/request/sku/minLength
     promised  001 Orders, Order, row sku: sku is at least 1 long
     expected  400
     received  status: it answers 200 {"id":"1"}
     request   curl -i -X POST 'http://127.0.0.1:8080/orders' -H 'Authorization: Bearer '"$ASSAY_TOKEN"'' -H 'Content-Type: application/json' --data-raw '{"sku":""}'
     again     npx assay replay assay-report/report.json#shop/createOrder/request/sku/minLength

Warned (1)
  ! shop/createOrder/protocol/wrong-method
      The path with another method is accepted; expected 404 or 405; received it answers 200 {"id":"1"}

Inconclusive, and why
     1  no reply within 100 ms  shop/getOrder/response.200/status

Untested, and why
     1  a fault inside the target cannot be caused from outside  shop/getOrder/response.500/parses

Readings the target holds where the documents leave two open
  ~ The reply is labelled application/problem+json, ambiguity 46

seed 7 · 3 requests in 1.2 s · 0 things created at the target
`)
})

test('a run that shows all kept is short', () => {
  const id = 'shop/createOrder/response.200/status'
  const run = sampleRun({
    requirements: [sampleRequirement(id)],
    results: [{ ...sampleCase('createOrder/a', [{ requirement: id, verdict: 'pass' }]), created: ['order 1'] }],
  })
  expect(plain(buildReport(facts, [run]))).toBe(`
Shop (shop) at http://127.0.0.1:8080
  CONFORMANT, judged 1 of 1 must, 100 %  3 requests, 1 requirement

  must      1 passed     0 warned     0 failed     0 inconclusive     0 untested

seed 7 · 3 requests in 1.2 s · 1 thing created at the target
`)
})

test('known failures do not count but are told, and what turned the run red is told last', () => {
  const report = knownReport()
  const untried = [{ requirement: 'other/**', message: 'its contract was not run' }]
  const text = plain({ ...report, baseline: { ...report.baseline, untried } } as Report)
  expect(text).toContain('\n  INCOMPLETE, judged 4 of 6 musts, 66 %  3 requests, 7 requirements\n')
  expect(text).not.toContain('Failed, by cause')
  expect(text).toContain(`
Known failures (1): these do not count
  × shop/createOrder/request/sku/minLength
      until 2024-12-31, Ada: SHOP-7

Warned (1)
`)
  expect(text.slice(text.indexOf('\nThe list'))).toBe(`
The list of known failures known.json needs changes (1): until then the run is red (assay baseline REPORT --prune removes what no longer fails)
  ✗ shop/createOrder/request/sku/maxLength does not fail any more: take it out of the list

Known failures this run says nothing about
  other/**: its contract was not run

seed 7 · 3 requests in 1.2 s · 0 things created at the target
`)
})

test('of an unusable target only the cause and the remedy are told', () => {
  const report = mixedReport()
  const unusable = { cause: 'the target answers 404 to all', remedy: 'Check --target' }
  const contracts = report.contracts.map((one) => ({ ...one, unusable, outcome: 'unusable' as const }))
  const text = plain({ ...report, run: { ...report.run, outcome: 'unusable' }, contracts })
  expect(text).toBe(`
Shop (shop) at http://127.0.0.1:8080
  UNUSABLE TARGET, judged 4 of 6 musts, 66 %  3 requests, 7 requirements
  the target answers 404 to all
  Check --target.
  Nothing was judged.

seed 7 · 3 requests in 1.2 s · 0 things created at the target
`)
})

test('what a run was asked for and did not come to is told last', () => {
  const report = mixedReport()
  const text = plain({ ...report, run: { ...report.run, gate: 'should', minJudged: 95 } })
  expect(text.slice(text.indexOf('\nWhat this run'))).toBe(`
What this run was asked for and did not come to
  ✗ shop: 1 should is broken, which --gate should counts: shop/createOrder/protocol/wrong-method
  ✗ shop: judged 4 of 6 musts, 66 %: --min-judged asks for 95 %

seed 7 · 3 requests in 1.2 s · 0 things created at the target
`)
})

test('what voids a run is read first', () => {
  const report = mixedReport()
  const run = { ...report.run, interrupted: true, void: ['shop: the target answered none of 3 requests'] }
  expect(plain({ ...report, run })).toMatch(
    /^\nRead this first\n {2}The run was interrupted; what was not reached is not judged\.\n {2}shop: the target answered none of 3 requests\n\nShop/,
  )
})

test('an address that a shell would read is quoted', () => {
  const id = 'shop/createOrder/request/items[]/sku'
  const finding = sampleFinding({ at: '' })
  const results = [sampleCase('createOrder/violation/items[]/sku', [{ requirement: id, verdict: 'fail', finding }])]
  const text = plain(buildReport(facts, [sampleRun({ requirements: [sampleRequirement(id)], results })]))
  expect(text).toContain("assay replay 'assay-report/report.json#shop/createOrder/request/items[]/sku'\n")
})

test('many causes, places and reasons are counted, not listed', () => {
  const causes = Array.from({ length: 14 }, (_, index) => `shop/op${index}/response.200/status`)
  const places = Array.from({ length: 11 }, (_, index) => `shop/create/request/field${index}/maxLength`)
  const open = Array.from({ length: 10 }, (_, index) => `shop/read/response.200/field${index}/type`)
  const results = [
    sampleCase(
      'case',
      [...causes, ...places].map((requirement) => ({ requirement, verdict: 'fail', finding: sampleFinding() })),
    ),
    sampleCase(
      'open',
      open.map((requirement, index) => ({ requirement, verdict: 'inconclusive', reason: `reason ${index}` })),
    ),
  ]
  const requirements = [...causes, ...places, ...open].map((id) => sampleRequirement(id))
  const text = plain(buildReport(facts, [sampleRun({ requirements, results })]))
  expect(text).toContain('Failed, by cause (15)')
  expect(text).toContain('  ✗ 1. create accepts requests that break maxLength')
  expect(text).toContain('       … and 3 more\n')
  expect(text).toContain('  … and 3 more causes: see assay-report/report.json\n')
  expect(text).toContain('        … and 2 more reasons: see the report\n')
})

test('five failures take less than 60 lines, and a request is printed whole or not at all', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => `shop/op${name}/response.200/status`)
  const body = JSON.stringify({ sku: 'x'.repeat(1_300) })
  const { request } = sampleExchange('')
  const failing = (id: string, index: number, sent = '{"sku":""}') =>
    sampleCase(
      `case${index}`,
      [{ requirement: id, verdict: 'fail', finding: sampleFinding({ message: id, exchange: `case${index}#1` }) }],
      [sampleExchange(`case${index}#1`, { request: { ...request, body: sent } })],
    )
  const run = (sent?: string) =>
    plain(
      buildReport(facts, [
        sampleRun({
          requirements: ids.map((id) => sampleRequirement(id)),
          results: ids.map((id, index) => failing(id, index, sent)),
        }),
      ]),
    )
  expect(run().split('\n').length).toBeLessThan(60)
  expect(run()).toContain(`--data-raw '{"sku":""}'\n`)
  expect(run(body)).not.toContain('--data-raw')
  expect(run(body)).toContain(
    '     request   run npx assay explain assay-report/report.json#shop/opa/response.200/status to print it as a script\n',
  )
})

/** Control characters but line ends. */
const control = /[^\P{Cc}\n]/u

test('colour is only there where it is asked for', () => {
  expect(plain(mixedReport())).not.toMatch(control)
  const coloured = terminal(mixedReport(), { color: true, file: 'assay-report/report.json' })
  expect(coloured).toContain('\u001b[31m')
  expect(stripVTControlCharacters(coloured)).toBe(plain(mixedReport()))
})

test('a target cannot start a line, nor write a mark, as commands to a CI system do', () => {
  const id = 'shop/createOrder/security/no-stack-trace'
  const command = 'x\n::add-mask::y\n##[error]z'
  const finding = sampleFinding({ message: command, at: command, expected: command, received: command })
  const results = [
    sampleCase('createOrder/a', [
      { requirement: id, verdict: 'fail', finding },
      { requirement: `${id}/open`, verdict: 'inconclusive', reason: command },
    ]),
  ]
  const requirements = [sampleRequirement(id), sampleRequirement(`${id}/open`)]
  const text = plain(buildReport(facts, [sampleRun({ requirements, results })]))
  expect(text).toContain('x\\n::add-mask::y\\n\\u0023#[error]z')
  expect(text).not.toMatch(/^\s*::|##\[/m)
})

test.each([true, false])('escape sequences of a target are shown, not obeyed: colour %s', (color) => {
  const hostile = 'at \u001b]0;owned\u0007\u001b[2J\u009b2J\r\u0000 end'
  const id = 'shop/createOrder/security/no-stack-trace'
  const finding = sampleFinding({ message: hostile, at: hostile, expected: hostile, received: hostile })
  const results = [
    sampleCase('createOrder/a', [
      { requirement: id, verdict: 'fail', finding },
      { requirement: `${id}/open`, verdict: 'inconclusive', reason: hostile },
    ]),
  ]
  const requirements = [sampleRequirement(id), sampleRequirement(`${id}/open`)]
  const text = terminal(buildReport(facts, [sampleRun({ title: hostile, requirements, results })]), {
    color,
    file: 'report.json',
  })
  expect(stripVTControlCharacters(text)).not.toMatch(control)
  expect(text).toContain('at \\u001b]0;owned\\u0007\\u001b[2J\\u009b2J\\u000d\\u0000 end')
})
