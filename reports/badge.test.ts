import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { hostile, reportOf } from '../test/any-text-report.ts'
import { knownReport } from '../test/known-report.ts'
import { facts, mixedReport, sampleCase, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { badge } from './badge.ts'
import { withBaseline } from './baseline.ts'
import { buildReport } from './build.ts'
import { shields } from './shields.ts'

const id = 'shop/createOrder/response.200/status'
const kept = sampleRun({
  requirements: [sampleRequirement(id)],
  results: [sampleCase('createOrder/a', [{ requirement: id, verdict: 'pass' }])],
})

const onlyKnown = (): Report => {
  const [entry] = knownReport().baseline?.problems ?? []
  const requirement = 'shop/createOrder/request/sku/*'
  const known = entry ? [{ ...entry, requirement }] : []
  const report = mixedReport()
  const contracts = report.contracts.map((contract) => ({
    ...contract,
    requirements: contract.requirements.filter(({ verdict }) => verdict !== 'inconclusive'),
  }))
  return withBaseline({ ...report, contracts }, { file: 'known.json', known }, '2024-06-01')
}

const reports: readonly [string, () => Report, object][] = [
  [
    'kept',
    () => buildReport(facts, [kept]),
    { label: 'shop', message: 'conformant, 100 % judged', color: 'brightgreen' },
  ],
  ['known', onlyKnown, { label: 'shop', message: 'conformant but for 1 known, 66 % judged', color: 'green' }],
  ['broken', mixedReport, { label: 'shop', message: '1 broken, 66 % judged', color: 'red' }],
  ['stale', knownReport, { label: 'shop', message: 'not conformant, 66 % judged', color: 'red' }],
  [
    'unusable',
    () => ({ ...mixedReport(), run: { ...mixedReport().run, outcome: 'unusable' } }),
    { label: 'shop', message: 'unusable target', color: 'red' },
  ],
  [
    'short',
    () =>
      buildReport({ ...facts, minJudged: 60 }, [
        { ...kept, requirements: [id, `${id}/x`].map((one) => sampleRequirement(one)) },
      ]),
    { label: 'shop', message: 'only 50 % judged', color: 'yellow' },
  ],
  ['empty', () => buildReport(facts, []), { label: 'contracts', message: 'incomplete', color: 'yellow' }],
  [
    'twofold',
    () => buildReport(facts, [kept, kept]),
    { label: 'contracts', message: 'conformant, 100 % judged', color: 'brightgreen' },
  ],
]

test.each(reports)('the badge of a %s report tells the outcome', (_, report, parts) => {
  const data = JSON.parse(shields(report()))
  // All that shields.io asks for; it refuses members that it does not know.
  expect(data).toEqual({ schemaVersion: 1, ...parts, isError: data.color === 'red' })
  const svg = badge(report())
  expect(XMLValidator.validate(svg)).toBe(true)
  expect(new XMLParser().parse(svg).svg.title).toBe(`${data.label}: ${data.message}`)
})

test('hostile text is text in the image, without what XML cannot hold', () => {
  const svg = badge(reportOf(hostile))
  expect(XMLValidator.validate(svg)).toBe(true)
  expect(svg).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u)
  expect(svg).not.toContain('<script')
})
