import { describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import type { Verdict } from '../core/verdict.ts'
import { facts, sampleCase, sampleFinding, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { baselineOf, withBaseline } from './baseline.ts'
import { buildReport } from './build.ts'
import type { ContractRun } from './contract-run.ts'
import { exitCodeOf } from './exit-code.ts'
import { htmlReport } from './html/page.ts'
import { markdown } from './markdown.ts'
import { terminal } from './terminal.ts'

const runOf = (verdicts: Readonly<Record<string, Verdict>>, parts: Partial<ContractRun> = {}): ContractRun =>
  sampleRun({
    requirements: Object.keys(verdicts).map((id) => sampleRequirement(`shop/${id}`)),
    results: [
      sampleCase(
        'case',
        Object.entries(verdicts).map(([id, verdict]) => ({
          requirement: `shop/${id}`,
          verdict,
          reason: 'so',
          finding: sampleFinding(),
        })),
      ),
    ],
    ...parts,
  })

const reportOf = (verdicts: Readonly<Record<string, Verdict>>, parts: Partial<ContractRun> = {}): Report =>
  buildReport(facts, [runOf(verdicts, parts)])

const entry = (requirement: string, expires = '2024-12-31') => ({
  requirement: `shop/${requirement}`,
  owner: 'Ada',
  reason: 'SHOP-7',
  expires,
})

const today = '2024-06-01'

const under = (report: Report, ...known: readonly ReturnType<typeof entry>[]): Report =>
  withBaseline(report, { file: 'known.json', known }, today)

const filter = { only: ['shop/a'], level: 'may' as const }
const partial = { settings: { ...sampleRun().settings, filter } }

/** What came of the list: outcome, exit code, known requirements, problems and what was not judged. */
const summaryOf = (report: Report) => ({
  outcome: report.run.outcome,
  code: exitCodeOf(report),
  known: report.contracts.flatMap(({ requirements }) => requirements.flatMap(({ id, known }) => (known ? [id] : []))),
  problems: report.baseline?.problems.map(({ kind, requirement }) => `${kind} ${requirement}`),
  untried: report.baseline?.untried.map(({ requirement }) => requirement),
})

const green = { outcome: 'conformant', code: 0, known: [], problems: [], untried: [] }
const red = { outcome: 'nonconformant', code: 1, known: [], problems: [], untried: [] }

describe('a known failure', () => {
  test('is told, keeps its verdict and does not gate', () => {
    const report = under(reportOf({ a: 'fail', b: 'pass' }), entry('a'))
    expect(summaryOf(report)).toEqual({ ...green, known: ['shop/a'] })
    const [contract] = report.contracts
    expect(contract?.outcome).toBe('conformant')
    expect(contract?.summary.must.fail).toBe(1)
    expect(contract?.requirements[0]).toMatchObject({
      verdict: 'fail',
      known: { owner: 'Ada', reason: 'SHOP-7', expires: '2024-12-31' },
    })
    expect(report.baseline).toEqual({ file: 'known.json', known: 1, problems: [], untried: [] })
  })

  test.each<[string, Report, object]>([
    ['is known on its last day', under(reportOf({ a: 'fail', b: 'pass' }), entry('a', today)), { known: ['shop/a'] }],
    ['may be named by a glob', under(reportOf({ 'a/x': 'fail', b: 'pass' }), entry('a/*')), { known: ['shop/a/x'] }],
    [
      'may be one of several that a glob names',
      under(reportOf({ 'a/x': 'fail', 'a/y': 'pass' }), entry('a/**')),
      { known: ['shop/a/x'] },
    ],
  ])('%s', (_, report, parts) => {
    expect(summaryOf(report)).toEqual({ ...green, ...parts })
  })

  test('is only that one, not what stands below it', () => {
    const report = under(reportOf({ 'a/type': 'fail', 'a/type/enum': 'fail', b: 'pass' }), entry('a/type'))
    expect(summaryOf(report)).toEqual({ ...red, known: ['shop/a/type'] })
  })

  test('does not hide that another promise is broken', () => {
    const report = under(reportOf({ a: 'fail', b: 'fail', c: 'pass' }), entry('a'))
    expect(summaryOf(report)).toEqual({ ...red, known: ['shop/a'] })
  })

  test.each<[string, Report]>([
    ['nothing else was seen kept', reportOf({ a: 'fail' })],
    ['another must stayed open', reportOf({ a: 'fail', b: 'pass', c: 'inconclusive' })],
  ])('leaves a run incomplete where %s', (_, report) => {
    expect(summaryOf(under(report, entry('a')))).toEqual({
      ...green,
      outcome: 'incomplete',
      code: 3,
      known: ['shop/a'],
    })
  })

  test('leaves a fault of our own and an interruption what they are', () => {
    const report = reportOf({ a: 'fail', b: 'pass' }, { errors: ['TypeError'] })
    expect(exitCodeOf(under(report, entry('a')))).toBe(4)
    const stopped = buildReport({ ...facts, interrupted: true }, [runOf({ a: 'fail', b: 'pass' })])
    expect(under(stopped, entry('a')).run.outcome).toBe('incomplete')
    expect(exitCodeOf(under(stopped, entry('a')))).toBe(130)
  })
})

describe('an entry turns the run red', () => {
  test.each<[string, Report, string]>([
    ['that passes now', under(reportOf({ a: 'pass' }), entry('a')), 'passes shop/a'],
    ['that is but a warning now', under(reportOf({ a: 'warn', b: 'pass' }), entry('a')), 'passes shop/a'],
    [
      'of which everything passes',
      under(reportOf({ 'a/x': 'pass', 'a/y': 'warn' }), entry('a/**')),
      'passes shop/a/**',
    ],
    ['that is over, and passes', under(reportOf({ a: 'pass' }), entry('a', '2024-05-31')), 'passes shop/a'],
    ['that is no requirement', under(reportOf({ b: 'pass' }), entry('a')), 'gone shop/a'],
    ['whose glob matches none', under(reportOf({ b: 'pass' }), entry('a/**')), 'gone shop/a/**'],
    ['that is over', under(reportOf({ a: 'fail', b: 'pass' }), entry('a', '2024-05-31')), 'expired shop/a'],
    [
      'that is over, though not tried',
      under(reportOf({ a: 'untested', b: 'pass' }), entry('a', '2024-05-31')),
      'expired shop/a',
    ],
  ])('%s', (_, report, problem) => {
    expect(summaryOf(report)).toEqual({ ...red, problems: [problem] })
  })

  test('and says what to do', () => {
    const report = under(reportOf({ a: 'pass', c: 'fail' }), entry('a'), entry('b'), entry('c', '2024-05-31'))
    expect(report.baseline?.problems.map(({ message }) => message)).toEqual([
      'shop/a does not fail any more: take it out of the list',
      'shop/b is no requirement of the contract: take it out of the list, or correct its name',
      'shop/c was known until 2024-05-31: Ada fixes it or sets a new date',
    ])
  })
})

describe('an entry says nothing', () => {
  test.each<[string, Report, string, string]>([
    [
      'that was not tried',
      under(reportOf({ a: 'untested', b: 'pass' }), entry('a')),
      'shop/a',
      '1 of 1 requirement that',
    ],
    [
      'of which some stayed open, for they may be what fails',
      under(reportOf({ 'a/x': 'pass', 'a/y': 'untested' }), entry('a/**')),
      'shop/a/**',
      '1 of 2 requirements that',
    ],
    ['that was not asked for', under(reportOf({ a: 'pass' }, partial), entry('b')), 'shop/b', 'did not ask'],
    [
      'that is over, but was not asked for',
      under(reportOf({ a: 'pass' }, partial), entry('b', '2024-05-31')),
      'shop/b',
      'did not ask',
    ],
    ['of another contract', under(reportOf({ a: 'pass' }, { id: 'other' }), entry('x')), 'shop/x', 'was not run'],
  ])('%s', (_, report, requirement, why) => {
    expect(summaryOf(report)).toEqual({ ...green, untried: [requirement] })
    expect(report.baseline?.untried[0]?.message).toContain(why)
  })
})

test('a list takes the place of one that the report was under before', () => {
  const before = under(reportOf({ a: 'fail', b: 'fail', c: 'pass' }), entry('a'), entry('b'), entry('gone'))
  const after = under(before, entry('a'))
  expect(summaryOf(after)).toEqual({ ...red, known: ['shop/a'] })
  expect(after).toEqual(under(reportOf({ a: 'fail', b: 'fail', c: 'pass' }), entry('a')))
})

test('an empty list changes nothing', () => {
  for (const verdict of ['pass', 'fail', 'inconclusive', 'untested'] as const) {
    const report = reportOf({ a: verdict })
    expect(under(report)).toEqual({ ...report, baseline: { file: 'known.json', known: 0, problems: [], untried: [] } })
  }
})

test('a list made of a report makes it green', () => {
  const report = reportOf({ a: 'fail', b: 'fail', c: 'pass' })
  const made = baselineOf(report, { owner: 'Ada', reason: 'SHOP-7', expires: '2024-12-31' })
  expect(made).toEqual({ schema: 'assay.baseline/1', known: [entry('a'), entry('b')] })
  expect(summaryOf(withBaseline(report, { file: 'made', known: made.known }, today))).toEqual({
    ...green,
    known: ['shop/a', 'shop/b'],
  })
})

test('an entry that does not fail any more turns the run red, in the same words in terminal, page and summary', () => {
  const report = under(reportOf({ a: 'pass', b: 'fail' }), entry('a'), entry('b'))
  expect(exitCodeOf(report)).toBe(1)
  const sentences = [
    'The list of known failures known.json needs changes (1): until then the run is red (assay baseline REPORT --prune removes what no longer fails)',
    'shop/a does not fail any more: take it out of the list',
  ]
  const texts = {
    terminal: terminal(report, { color: false, file: 'r' }),
    page: htmlReport(report),
    markdown: markdown(report),
  }
  for (const [name, text] of Object.entries(texts))
    expect({ name, found: sentences.filter((one) => text.includes(one)) }).toEqual({ name, found: sentences })
  const mended = under(reportOf({ a: 'pass', b: 'fail' }), entry('b'))
  expect(exitCodeOf(mended)).toBe(0)
  for (const text of [terminal(mended, { color: false, file: 'r' }), htmlReport(mended), markdown(mended)])
    expect(text).not.toContain('needs changes')
})
