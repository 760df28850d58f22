import { expect, test } from 'vitest'
import type { ContractReport, RequirementReport } from '../core/report.ts'
import { facts, mixedReport, sampleExchange, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { evidenceText } from './evidence-text.ts'

const [sample] = buildReport(facts, [sampleRun({ requirements: [sampleRequirement('shop/a/b')] })]).contracts
if (!sample) throw new Error('The report holds no contract.')
const contract: ContractReport = { ...sample, exchanges: { 'a/valid#1': sampleExchange('a/valid#1') } }

const passed: RequirementReport = {
  id: 'shop/a/b',
  operation: 'a',
  level: 'must',
  title: 'the promise',
  source: { document: '001 Orders', section: 'Order' },
  verdict: 'pass',
  ambiguities: [],
  cases: 2,
  observed: 3,
  classes: { tried: 1, of: 4 },
  sample: 'a/valid#1',
  findings: [],
}

test('what passed says in how many exchanges, and shows one of them where that is asked for', () => {
  expect(evidenceText(contract, passed, { withExchanges: false })).toBe(`shop/a/b
  the promise
  promised    001 Orders, Order, must
  verdict     passed
  seen in     3 exchanges that could have broken it, of 2 cases; 1 of 4 kinds of value tried
  sample      a/valid#1
`)
  expect(evidenceText(contract, passed, { withExchanges: true })).toContain(`
  exchange a/valid#1
    > POST /orders
    > Authorization: Bearer $ASSAY_TOKEN
    > Content-Type: application/json
    >
    > {"sku":""}
    < 200
    < content-type: application/json
    <
    < {"id":"1"}
`)
})

test('kinds of value that were refused are named with their status, and are none that were taken', () => {
  const refused = [
    { name: 'below zero', status: 400 },
    { name: 'three decimals', status: 422 },
  ]
  const text = evidenceText(contract, { ...passed, classes: { tried: 1, of: 4, refused } }, { withExchanges: false })
  expect(text).toContain('1 of 4 kinds of value tried; refused: below zero (400), three decimals (422)')
})

test('an exchange that the report has no room for is named with the file that has it', () => {
  const text = evidenceText(contract, { ...passed, sample: 'a/long#1' }, { withExchanges: true })
  expect(text).toContain(
    '  exchange a/long#1 is too long for a report: give the evidence.ndjson of its run to see it\n',
  )
})

test('what failed tells each finding with its address', () => {
  const report = mixedReport().contracts[0]
  const failed = report?.requirements.find(({ verdict }) => verdict === 'fail')
  if (!report || !failed) throw new Error('The sample has no failure.')
  const text = evidenceText(report, failed, { withExchanges: true })
  expect(text).toContain('  verdict     failed\n')
  expect(text).toContain('    address   shop/createOrder/request/sku/minLength\n')
  expect(text).toContain('    > {"sku":""}\n')
})
