import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { hostile, reportOf } from '../test/any-text-report.ts'
import { knownReport } from '../test/known-report.ts'
import { facts, mixedReport, sampleCase, sampleFinding, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { github } from './github.ts'

const headline = (outcome: string, share: string): string => `::notice title=Assay%3A ${outcome}::${share}\n`

test('each cause is one annotation', () => {
  expect(github(mixedReport())).toBe(
    headline('NOT CONFORMANT', 'judged 4 of 6 musts, 66 %25') +
      '::error title=createOrder%3A sku%3A one character too few ("") is accepted::' +
      'shop/createOrder/request/sku/minLength' +
      '%0Apromised: 001 Orders, Order, row sku: sku is at least 1 long' +
      '%0Aexpected: 400' +
      '%0Areceived: status: it answers 200 {"id":"1"}' +
      "%0Aagain: npx assay replay 'report.json#shop/createOrder/request/sku/minLength'\n",
  )
})

test('what is known is not annotated, what is stale is, and what voids the run is a warning', () => {
  const report = knownReport()
  expect(github({ ...report, run: { ...report.run, void: ['shop: 100%\nthrottled'] } })).toBe(
    headline('NOT CONFORMANT', 'judged 4 of 6 musts, 66 %25') +
      '::error title=Known failures::shop/createOrder/request/sku/maxLength does not fail any more: take it out of the list\n' +
      '::warning title=Read this first::shop: 100%25\\nthrottled\n',
  )
})

test('a report in which nothing is broken has the headline alone', () => {
  expect(github(buildReport(facts, []))).toBe(headline('INCOMPLETE', 'no musts to judge'))
})

/** How the runner reads a line of standard output: https://github.com/actions/runner, ActionCommand. */
const read = (line: string) => {
  const [, level, properties = '', data = ''] = /^::(\w+)(?: ([^:]*))?::(.*)$/.exec(line) ?? []
  const unescaped = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n')
  const all = properties.split(',').map((property) => {
    const equals = property.indexOf('=')
    const value = unescaped(property.slice(equals + 1))
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
    return [property.slice(0, equals), value.replaceAll('%25', '%')] as const
  })
  return { level, properties: Object.fromEntries(all), message: unescaped(data).replaceAll('%25', '%') }
}

test.each([hostile, 'a\r\n::error::b,c:d%0A::set-env name=x::y', '::stop-commands::x', 'title=a,file=b'])(
  'text of others makes no command and no property: %j',
  (text) => {
    const lines = github(reportOf(text)).split('\n').slice(1, -1)
    expect(lines).toHaveLength(1)
    const { level, properties, message } = read(lines[0] ?? '')
    expect(level).toBe('error')
    expect(Object.keys(properties)).toEqual(['title'])
    expect(message).toContain('\nexpected: ')
    expect(lines[0]).not.toMatch(/\p{Cc}/u)
  },
)

const broken = (count: number): Report => {
  const ids = Array.from({ length: count }, (_, index) => `shop/op${index}/response.200/status`)
  const evidence = ids.map((requirement) => ({ requirement, verdict: 'fail' as const, finding: sampleFinding() }))
  return buildReport(facts, [
    sampleRun({ requirements: ids.map((id) => sampleRequirement(id)), results: [sampleCase('case', evidence)] }),
  ])
}

test.each([
  [9, 9],
  [10, 10],
  [11, 10],
  [500, 10],
])('%i causes are %i annotations', (causes, annotations) => {
  const lines = github(broken(causes)).split('\n').slice(1, -1)
  expect(lines).toHaveLength(annotations)
  const last = read(lines.at(-1) ?? '')
  expect(last.properties['title']).toMatch(causes > 10 ? new RegExp(`^${causes - 9} more$`) : /^op/)
})

test('an unusable target is an error, told once', () => {
  const report = buildReport(facts, [sampleRun({})])
  const unusable = { cause: 'it answers 404 to all', remedy: 'Check --target' }
  const diagnosis = 'shop: it answers 404 to all. Check --target.'
  const contracts = report.contracts.map((one) => ({ ...one, unusable }))
  expect(github({ ...report, run: { ...report.run, outcome: 'unusable', void: [diagnosis] }, contracts })).toBe(
    `${headline('UNUSABLE TARGET', 'no musts to judge')}::error title=Unusable target::${diagnosis}\n`,
  )
})
