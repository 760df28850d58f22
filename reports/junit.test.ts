import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parse } from 'test-results-parser'
import { describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { hostile, reportOf } from '../test/any-text-report.ts'
import { folderOf } from '../test/folder-of.ts'
import { knownReport } from '../test/known-report.ts'
import { facts, mixedReport, mixedRun, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { junit } from './junit.ts'

test('a requirement is a test case, and an operation a suite', () => {
  expect(junit(mixedReport())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="assay: judged 4 of 6 musts, 66 %" tests="7" failures="1" errors="1" skipped="1" time="1.234">
  <testsuite name="shop.createOrder" tests="5" failures="1" errors="0" skipped="0" time="0" timestamp="2024-02-29T10:45:15">
    <testcase name="shop/createOrder/request/sku/minLength" classname="shop.createOrder" time="0">
      <failure message="sku is at least 1 long" type="fail">001 Orders, Order, row sku

sku: one character too few (&quot;&quot;) is accepted
at status
expected 400
received it answers 200 {&quot;id&quot;:&quot;1&quot;}
curl -i -X POST 'http://127.0.0.1:8080/orders' \\
  -H 'Authorization: Bearer '&quot;$ASSAY_TOKEN&quot;'' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{&quot;sku&quot;:&quot;&quot;}'</failure>
    </testcase>
    <testcase name="shop/createOrder/request/sku/maxLength" classname="shop.createOrder" time="0"/>
    <testcase name="shop/createOrder/response.200/status" classname="shop.createOrder" time="0"/>
    <testcase name="shop/createOrder/response.200/content-type" classname="shop.createOrder" time="0">
      <system-out>001 Orders, Contracts / Order

The reply is labelled application/problem+json
at header content-type
expected application/json
received application/problem+json
curl -i -X POST 'http://127.0.0.1:8080/orders' \\
  -H 'Authorization: Bearer '&quot;$ASSAY_TOKEN&quot;'' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{&quot;sku&quot;:&quot;&quot;}'</system-out>
    </testcase>
    <testcase name="shop/createOrder/protocol/wrong-method" classname="shop.createOrder" time="0">
      <system-out>001 Orders, Contracts / Order

The path with another method is accepted
at status
expected 404 or 405
received it answers 200 {&quot;id&quot;:&quot;1&quot;}
curl -i -X POST 'http://127.0.0.1:8080/orders' \\
  -H 'Authorization: Bearer '&quot;$ASSAY_TOKEN&quot;'' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{&quot;sku&quot;:&quot;&quot;}'</system-out>
    </testcase>
  </testsuite>
  <testsuite name="shop.getOrder" tests="2" failures="0" errors="1" skipped="1" time="0" timestamp="2024-02-29T10:45:15">
    <testcase name="shop/getOrder/response.200/status" classname="shop.getOrder" time="0">
      <error message="inconclusive: no reply within 100 ms" type="inconclusive"/>
    </testcase>
    <testcase name="shop/getOrder/response.500/parses" classname="shop.getOrder" time="0">
      <skipped message="a fault inside the target cannot be caused from outside"/>
    </testcase>
  </testsuite>
</testsuites>
`)
})

test('a report without contracts is a document all the same', () => {
  expect(junit(buildReport(facts, []))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assay: no musts to judge" tests="0" failures="0" errors="0" skipped="0" time="1.234">\n</testsuites>\n',
  )
})

const hostileReport = (): Report => reportOf(hostile)

test.each<[string, () => Report]>([
  ['small', mixedReport],
  ['empty', () => buildReport(facts, [])],
  ['hostile', hostileReport],
])('a %s report is well-formed XML', (_, report) => {
  const text = junit(report())
  expect(XMLValidator.validate(text)).toBe(true)
  // XML 1.0, 2.2: the characters a document may hold.
  expect(text).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u)
})

test('hostile text comes back as text, without what XML cannot hold', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', trimValues: false })
  const { testsuites } = parser.parse(junit(hostileReport()))
  const readable = hostile.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
  const [failed, warned, open, untried] = testsuites.testsuite.testcase
  expect(failed.name).toBe(`shop/op/${readable}`)
  expect(failed.failure.message).toBe(readable)
  expect(failed.failure['#text']).toContain(`received ${readable}\n`)
  expect(warned['system-out']).toContain(`received ${readable}\n`)
  expect(open.error.message).toBe(`inconclusive: ${readable}`)
  expect(untried.skipped.message).toBe(readable)
})

test('a known failure is skipped, and an entry of the list that is no longer true is a failure', () => {
  const text = junit(knownReport())
  expect(text).toContain(
    '<testsuites name="assay: judged 4 of 6 musts, 66 %" tests="8" failures="1" errors="1" skipped="2" time="1.234">\n' +
      '  <testsuite name="shop.createOrder" tests="5" failures="0" errors="0" skipped="1"',
  )
  expect(text).toContain('      <skipped message="known until 2024-12-31 (Ada): SHOP-7"/>\n')
  expect(
    text,
  ).toContain(`    <testcase name="passes shop/createOrder/request/sku/maxLength" classname="assay.baseline" time="0">
      <failure message="shop/createOrder/request/sku/maxLength does not fail any more: take it out of the list" type="fail">known.json: Ada: SHOP-7</failure>
    </testcase>
`)
})

test('a fault of our own and an interruption are errors: who reads only tests must not find the run green', () => {
  const requirements = [sampleRequirement('shop/op/a')]
  const run = sampleRun({ requirements, errors: ['case: TypeError', 'other: TypeError'] })
  const text = junit(buildReport({ ...facts, interrupted: true }, [run]))
  expect(text.slice(text.indexOf('  <testsuite name="assay'))).toBe(
    `  <testsuite name="assay.faults" tests="2" failures="0" errors="2" skipped="0" time="0" timestamp="2024-02-29T10:45:15">
    <testcase name="a fault of Assay's own in shop" classname="assay.faults" time="0">
      <error message="case: TypeError" type="error"/>
    </testcase>
    <testcase name="a fault of Assay's own in shop (2)" classname="assay.faults" time="0">
      <error message="other: TypeError" type="error"/>
    </testcase>
  </testsuite>
  <testsuite name="assay.run" tests="1" failures="0" errors="1" skipped="0" time="0" timestamp="2024-02-29T10:45:15">
    <testcase name="the run came to its end" classname="assay.run" time="0">
      <error message="The run was interrupted; what was not reached is not judged." type="inconclusive"/>
    </testcase>
  </testsuite>
</testsuites>
`,
  )
})

/** What GitLab, Jenkins, Azure and their like ask of the format; there is no one schema that all of them keep. */
describe('rules of the format', () => {
  type Node = Readonly<Record<string, unknown>>
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    trimValues: false,
    alwaysCreateTextNode: true,
    isArray: (name) => ['testsuite', 'testcase'].includes(name),
  })
  const nodes = (node: Node, name: string) => (node[name] ?? []) as readonly Node[]
  const has = (node: Node, name: string) => Object.hasOwn(node, name)
  const tally = (cases: readonly Node[]) => ({
    '@tests': String(cases.length),
    '@failures': String(cases.filter((one) => has(one, 'failure')).length),
    '@errors': String(cases.filter((one) => has(one, 'error')).length),
    '@skipped': String(cases.filter((one) => has(one, 'skipped')).length),
  })
  const attributesOf = (node: Node) =>
    Object.keys(node)
      .filter((name) => name.startsWith('@'))
      .toSorted()
  const childrenOf = (node: Node) => Object.keys(node).filter((name) => !/^[@#]/.test(name))

  const twice = (): Report => buildReport(facts, [mixedRun(), mixedRun()])
  const alike = (): Report => {
    const requirements = ['shop/op/a', 'shop/op/a\u0000', 'shop/op/a\u0001'].map((id) => sampleRequirement(id))
    return buildReport(facts, [sampleRun({ requirements })])
  }

  test.each<[string, () => Report]>([
    ['small', mixedReport],
    ['empty', () => buildReport(facts, [])],
    ['hostile', hostileReport],
    ['twofold', twice],
    ['hardly distinguished', alike],
    ['partly known', knownReport],
  ])('are kept by a %s report', (_, report) => {
    const root = parser.parse(junit(report()))['testsuites'] as Node
    const suites = nodes(root, 'testsuite')
    const cases = suites.flatMap((suite) => nodes(suite, 'testcase'))
    expect(attributesOf(root)).toEqual(['@errors', '@failures', '@name', '@skipped', '@tests', '@time'])
    expect(root).toMatchObject(tally(cases))
    for (const suite of suites) {
      expect(suite).toMatchObject(tally(nodes(suite, 'testcase')))
      expect(attributesOf(suite)).toEqual([
        ...['@errors', '@failures', '@name', '@skipped', '@tests', '@time', '@timestamp'],
      ])
      expect(suite['@timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    }
    for (const one of cases) {
      expect(attributesOf(one)).toEqual(['@classname', '@name', '@time'])
      expect(['', 'failure', 'error', 'skipped', 'system-out']).toContain(childrenOf(one).join())
      for (const name of ['failure', 'error'])
        if (has(one, name)) expect(attributesOf(one[name] as Node)).toEqual(['@message', '@type'])
    }
    const names = cases.map((one) => `${one['@classname']} ${one['@name']}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(new Set(suites.map((suite) => suite['@name'])).size).toBe(suites.length)
  })
})

describe('a reader of test results', () => {
  const folder = folderOf({})
  const read = (report: Report) => {
    const file = join(folder, 'junit.xml')
    writeFileSync(file, junit(report))
    return parse({ type: 'junit', files: [file] })
  }

  test('counts as we do', () => {
    const { status, total, passed, failed, errors, skipped, suites } = read(mixedReport())
    expect({ status, total, passed, failed, errors, skipped }).toEqual({
      status: 'FAIL',
      // It does not count what is skipped.
      total: 6,
      passed: 4,
      failed: 1,
      errors: 1,
      skipped: 1,
    })
    expect(suites.map(({ name, cases }) => [name, cases.map((one) => one.status)])).toEqual([
      ['shop.createOrder', ['FAIL', 'PASS', 'PASS', 'PASS', 'PASS']],
      ['shop.getOrder', ['FAIL', 'SKIP']],
    ])
  })

  test('finds nothing wrong with what is known', () => {
    expect(read(knownReport()).suites[0]?.cases.map(({ status }) => status)).toEqual([
      ...['SKIP', 'PASS', 'PASS', 'PASS', 'PASS'],
    ])
  })
})

test('of an unusable target one row is red, and no requirement', () => {
  const report = mixedReport()
  const unusable = { cause: 'it answers 404 to all', remedy: 'Check --target' }
  const text = junit({ ...report, contracts: report.contracts.map((one) => ({ ...one, unusable })) })
  expect(text.match(/tests="\d+" failures="\d+" errors="\d+" skipped="\d+"/)?.[0]).toBe(
    'tests="8" failures="0" errors="1" skipped="7"',
  )
  expect(text).toContain('<testcase name="the target of shop can be judged" classname="assay.run" time="0">')
  expect(text).toContain('<error message="shop: it answers 404 to all. Check --target." type="inconclusive"/>')
})

test('a should that gates is a failure of the run, and too little judged an error', () => {
  const report = mixedReport()
  const text = junit({ ...report, run: { ...report.run, gate: 'should', minJudged: 95 } })
  expect(text).toContain('<testsuite name="assay.run" tests="2" failures="1" errors="1" skipped="0"')
})
