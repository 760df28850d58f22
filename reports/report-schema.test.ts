import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '../core/exchange.ts'
import { isObject } from '../core/json.ts'
import type { Report } from '../core/report.ts'
import { knownReport } from '../test/known-report.ts'
import {
  facts,
  mixedReport,
  mixedRun,
  sampleCase,
  sampleExchange,
  sampleFinding,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { withBaseline } from './baseline.ts'
import { buildReport } from './build.ts'

const schema = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8')) as object

const errorsOf = (document: object, report: unknown): readonly string[] => {
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false })
  addFormats.default(ajv)
  const validate = ajv.compile(document)
  validate(report)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** The same schema, but closed: it allows only the members it describes. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed)
  if (!isObject(value)) return value
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closed(member)]))
  const isClosable =
    isObject(value['properties']) && value['type'] === 'object' && !isObject(value['additionalProperties'])
  return isClosable ? { ...members, additionalProperties: false } : members
}

/** A report with an exchange of every outcome, and with the embedded reference as its target. */
const fullReport = (): Report => {
  const outcomes: readonly Exchange['outcome'][] = [
    { kind: 'broken', fault: 'stalled', detail: 'it stalled' },
    { kind: 'silent', cause: 'timeout', detail: 'no reply' },
    { kind: 'withheld', detail: 'received from the target' },
  ]
  const requirements = outcomes.map((_, index) => sampleRequirement(`shop/op${index}/transport/complete-reply`))
  const results = outcomes.map((outcome, index) =>
    sampleCase(
      `op${index}/a`,
      [
        {
          requirement: `shop/op${index}/transport/complete-reply`,
          verdict: 'fail',
          finding: sampleFinding({ exchange: `op${index}/a#1`, at: '' }),
        },
      ],
      [sampleExchange(`op${index}/a#1`, { outcome })],
    ),
  )
  const settings = { ...sampleRun().settings, reference: ['drops-id'], fixtures: { orderLine: { id: 1 } } }
  const errors = ['createOrder/b: TypeError']
  return buildReport(facts, [mixedRun(), sampleRun({ requirements, results, settings, errors })])
}

/** A run of a part, under a list of known failures that is about another part. */
const filteredReport = (): Report => {
  const settings = { ...sampleRun().settings, filter: { only: ['shop/createOrder/**'], level: 'should' as const } }
  const entry = { requirement: 'shop/getOrder/**', owner: 'Ada', reason: 'SHOP-7', expires: '2024-12-31' }
  const report = buildReport(facts, [sampleRun({ requirements: [sampleRequirement('shop/createOrder/a')], settings })])
  return withBaseline(report, { file: 'known.json', known: [entry] }, '2024-06-01')
}

const reports: readonly [string, () => Report][] = [
  ['an empty', () => buildReport(facts, [])],
  ['a mixed', mixedReport],
  ['a full', fullReport],
  ['a partly known', knownReport],
  ['a filtered', filteredReport],
  ['an interrupted', () => buildReport({ ...facts, interrupted: true }, [mixedRun()])],
]

test.each(reports)('%s report is valid', (_, report) => {
  expect(errorsOf(schema, JSON.parse(JSON.stringify(report())))).toEqual([])
})

test.each(reports)('every member of %s report is described', (_, report) => {
  expect(errorsOf(closed(schema) as object, JSON.parse(JSON.stringify(report())))).toEqual([])
})

test('every member has a sentence of its own', () => {
  const silent: string[] = []
  const visit = (value: unknown, path: string): void => {
    if (!isObject(value)) return
    if (isObject(value['properties']) && !path.endsWith('/if')) {
      for (const [name, member] of Object.entries(value['properties']))
        if (!(isObject(member) && typeof member['description'] === 'string')) silent.push(`${path}/${name}`)
    }
    for (const [name, member] of Object.entries(value)) visit(member, `${path}/${name}`)
  }
  visit(schema, '')
  expect(silent).toEqual([])
})

test('a report with additions of a later version is valid', () => {
  const report = mixedReport()
  const [contract] = report.contracts
  const later = {
    ...report,
    shard: { index: 1, of: 3 },
    run: { ...report.run, machine: 'ci' },
    contracts: [{ ...contract, certificate: 'none' }],
  }
  expect(errorsOf(schema, later)).toEqual([])
})

describe('is no report', () => {
  const report = mixedReport()
  const [contract] = report.contracts
  const requirement = contract?.requirements.find(({ verdict }) => verdict === 'untested')
  test.each<[string, unknown, string]>([
    ['of another version', { ...report, schema: 'assay.report/2' }, '/schema must be equal to constant'],
    ['without a run', { ...report, run: undefined }, " must have required property 'run'"],
    [
      'with a verdict of its own',
      { ...report, contracts: [{ ...contract, requirements: [{ ...requirement, verdict: 'skipped' }] }] },
      '/contracts/0/requirements/0/verdict must be equal to one of the allowed values',
    ],
    [
      'that does not say why something is untested',
      { ...report, contracts: [{ ...contract, requirements: [{ ...requirement, reason: undefined }] }] },
      "/contracts/0/requirements/0 must have required property 'reason'",
    ],
  ])('%s', (_, value, error) => {
    expect(errorsOf(schema, JSON.parse(JSON.stringify(value)))).toContain(error)
  })
})
