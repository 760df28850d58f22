import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { facts, mixedReport, sampleCase, sampleFinding, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { junit } from './junit.ts'

test('a requirement is a test case, and an operation a suite', () => {
  expect(junit(mixedReport())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="assay">
  <testsuite name="shop.createOrder" tests="5" failures="1" errors="0" skipped="0">
    <testcase name="shop/createOrder/request/sku/minLength" classname="shop.createOrder" time="0">
      <failure message="sku is at least 1 long">001 Orders, Order, row sku

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
  <testsuite name="shop.getOrder" tests="2" failures="0" errors="1" skipped="1">
    <testcase name="shop/getOrder/response.200/status" classname="shop.getOrder" time="0">
      <error message="inconclusive: no reply within 100 ms"/>
    </testcase>
    <testcase name="shop/getOrder/response.500/parses" classname="shop.getOrder" time="0">
      <skipped message="a fault inside the target cannot be brought about from outside"/>
    </testcase>
  </testsuite>
</testsuites>
`)
})

test('a report without contracts is a document all the same', () => {
  expect(junit(buildReport(facts, []))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assay">\n</testsuites>\n',
  )
})

/** All that may stand in a reply, an OpenAPI document or a header. */
const hostile = `]]></failure><!-- & &amp; &#0; "quoted" 'single' <script> \u0000\u0007\u001b[31m\ud800\ufffe\uffff 𝟙 é`

const hostileReport = (): Report => {
  const id = `shop/op/${hostile}`
  const parts = { title: hostile, source: { document: hostile, section: hostile, row: hostile } }
  const finding = sampleFinding({ message: hostile, at: hostile, expected: hostile, received: hostile })
  return buildReport(facts, [
    sampleRun({
      id: hostile,
      requirements: [
        sampleRequirement(id, { ...parts, operation: hostile }),
        sampleRequirement(`${id}/warn`, { ...parts, operation: hostile, level: 'should' }),
        sampleRequirement(`${id}/open`, { ...parts, operation: hostile }),
        sampleRequirement(`${id}/untried`, {
          ...parts,
          operation: hostile,
          testedBy: { kind: 'nothing', how: hostile },
        }),
      ],
      results: [
        sampleCase(hostile, [
          { requirement: id, verdict: 'fail', finding },
          { requirement: `${id}/warn`, verdict: 'fail', finding },
          { requirement: `${id}/open`, verdict: 'inconclusive', reason: hostile },
        ]),
      ],
    }),
  ])
}

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
