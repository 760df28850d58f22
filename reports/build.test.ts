import { describe, expect, test } from 'vitest'
import type { CaseResult } from '../core/case.ts'
import type { Evidence } from '../core/finding.ts'
import type { RequirementReport } from '../core/report.ts'
import type { Requirement, TestedBy } from '../core/requirement.ts'
import type { Verdict } from '../core/verdict.ts'
import {
  facts,
  mixedRun,
  sampleCase,
  sampleExchange,
  sampleFinding,
  sampleReply,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import type { ContractRun } from './contract-run.ts'

const id = 'shop/createOrder/request/sku/minLength'

const evidence = (verdict: Verdict, parts: Partial<Evidence> = {}): Evidence => ({
  requirement: id,
  verdict,
  ...(verdict === 'fail' || verdict === 'warn' ? { finding: sampleFinding() } : { reason: `it is ${verdict}` }),
  ...parts,
})

/** What becomes of one requirement about which cases `a`, `b`, … say one thing each. */
const reportOf = (
  said: readonly Evidence[],
  requirement: Partial<Requirement> = {},
  run: Partial<ContractRun> = {},
): RequirementReport => {
  const results = said.map((one, index) => sampleCase(`createOrder/${'abcdefghij'[index]}`, [one]))
  const report = buildReport(facts, [
    sampleRun({ requirements: [sampleRequirement(id, requirement)], results, ...run }),
  ])
  return report.contracts[0]?.requirements[0] as RequirementReport
}

test('a report holds the facts of its run', () => {
  const { schema, tool, run } = buildReport(facts, [sampleRun(), sampleRun({ id: 'other' })])
  expect({ schema, tool, run }).toEqual({
    schema: 'assay.report/1',
    tool: { name: 'assay', version: '1.2.3' },
    run: {
      seed: 7,
      startedAt: '2024-02-29T10:45:15.000Z',
      durationMs: 1234,
      requests: 6,
      outcome: 'incomplete',
      void: [],
      interrupted: false,
    },
  })
})

describe('the verdict of a requirement is its worst evidence', () => {
  test.each<[readonly Verdict[], Verdict]>([
    [[], 'untested'],
    [['untested'], 'untested'],
    [['untested', 'pass'], 'pass'],
    [['pass', 'warn'], 'warn'],
    [['warn', 'inconclusive', 'pass'], 'inconclusive'],
    [['inconclusive', 'error'], 'error'],
    [['pass', 'error', 'fail'], 'fail'],
  ])('%j is %s', (verdicts, verdict) => {
    expect(reportOf(verdicts.map((one) => evidence(one))).verdict).toBe(verdict)
  })
})

describe('what is broken weighs as much as the promise binds', () => {
  const wide = sampleFinding({ ambiguities: [46] })
  test.each<[string, Evidence | readonly Evidence[], Requirement['level'], 'strict' | 'lenient', Verdict]>([
    ['a must that is broken', evidence('fail'), 'must', 'lenient', 'fail'],
    ['a should that is broken', evidence('fail'), 'should', 'lenient', 'warn'],
    [
      'a should that is broken, and open elsewhere',
      [evidence('inconclusive'), evidence('fail')],
      'should',
      'lenient',
      'warn',
    ],
    ['a may that is broken', evidence('fail'), 'may', 'lenient', 'warn'],
    ['a must kept by the wide reading', evidence('warn', { finding: wide }), 'must', 'lenient', 'warn'],
    ['the same, read strictly', evidence('warn', { finding: wide }), 'must', 'strict', 'fail'],
    [
      'a should kept by the wide reading, read strictly',
      evidence('warn', { finding: wide }),
      'should',
      'strict',
      'warn',
    ],
    ['a soft expectation that is missed, read strictly', evidence('warn'), 'must', 'strict', 'warn'],
  ])('%s', (_, one, level, reading, verdict) => {
    const settings = { ...sampleRun().settings, reading }
    expect(reportOf([one].flat(), { level }, { settings }).verdict).toBe(verdict)
  })
})

describe('what was not judged says why', () => {
  test('by the first case whose verdict it is', () => {
    expect(
      reportOf([evidence('untested'), evidence('inconclusive'), evidence('inconclusive', { reason: 'another' })])
        .reason,
    ).toBe('it is inconclusive')
  })

  test('and what was judged says nothing', () => {
    expect(reportOf([evidence('inconclusive'), evidence('fail')])).not.toHaveProperty('reason')
  })

  test.each<[TestedBy['kind'], readonly string[], string]>([
    ['nothing', [], 'as it is tested'],
    ['violation', [], 'no request could be made that breaks this rule and no other'],
    ['reply', [], 'no exchange showed it: give the values that its requests need with --fixture'],
    ['reply', ['orderId'], 'no exchange showed it: give --fixture orderId=…, with a value that leads to it'],
    ['acceptance', [], 'no request was sent that would show it'],
    ['flow', [], 'no request was sent that would show it'],
    [
      'flow',
      ['orderId', 'basketId'],
      'no request was sent that would show it: give --fixture orderId=… and --fixture basketId=…, with values that lead to it',
    ],
    [
      'flow',
      ['webhook', 'webhookSecret'],
      'no request was sent that would show it: give --webhook-port N and --fixture webhookSecret=…, with a value that leads to it and the target subscribed to that port',
    ],
  ])('and by itself where no case spoke: tested by %s, fixtures %j', (kind, fixtures, reason) => {
    expect(reportOf([], { testedBy: { kind, how: 'as it is tested' }, fixtures }).reason).toBe(reason)
  })
})

test('value classes are counted once each, however many cases tried them', () => {
  const own = { classes: new Map([[id, 5]]) }
  const inCase = (name: string, ...indices: readonly number[]) => ({
    ...sampleCase(`createOrder/${name}`, [evidence('pass')]),
    classes: indices.map((index) => [id, index] as const),
  })
  const tried = (...results: readonly CaseResult[]) => reportOf([], {}, { ...own, results }).classes
  expect(tried(inCase('a', 0, 2), inCase('b', 2))).toEqual({ tried: 2, of: 5 })
  expect(tried(inCase('a'))).toEqual({ tried: 0, of: 5 })
  expect(reportOf([evidence('pass')])).not.toHaveProperty('classes')
})

test('value classes that were refused are told once for each status, beside those that were taken', () => {
  const refusing = (name: string, status: number, requirement = id) => ({
    ...sampleCase(`createOrder/${name}`, [evidence('pass')]),
    refused: [{ requirement, name: 'below zero', status }],
  })
  const results = [refusing('a', 400), refusing('b', 400), refusing('c', 422), refusing('d', 400, `${id}/other`)]
  expect(reportOf([], {}, { classes: new Map([[id, 5]]), results }).classes).toEqual({
    tried: 0,
    of: 5,
    refused: [
      { name: 'below zero', status: 400 },
      { name: 'below zero', status: 422 },
    ],
  })
})

test('a requirement tells what it came to at its operation', () => {
  expect(reportOf([evidence('pass')])).toMatchObject({
    operations: [{ operation: 'createOrder', verdict: 'pass', cases: 1 }],
  })
})

test('cases are counted once each, and only those that tried', () => {
  const results = [
    sampleCase('createOrder/a', [evidence('pass'), evidence('fail')]),
    sampleCase('createOrder/b', [evidence('pass')]),
    sampleCase('createOrder/c', [evidence('untested')]),
  ]
  expect(reportOf([], {}, { results }).cases).toBe(2)
})

describe('how many exchanges could have broken a requirement', () => {
  const inCase = (name: string, observed: number, said: Verdict = 'pass') => ({
    ...sampleCase(`createOrder/${name}`, [evidence(said)]),
    observed: observed === 0 ? {} : { [id]: observed },
  })

  test('is added up over its cases, whatever they showed', () => {
    const results = [inCase('a', 3), inCase('b', 2, 'fail'), inCase('c', 0, 'untested')]
    expect(reportOf([], {}, { results })).toMatchObject({ verdict: 'fail', observed: 5 })
  })

  test('is none where nothing was tried', () => {
    expect(reportOf([evidence('untested')])).toMatchObject({ verdict: 'untested', observed: 0 })
    expect(reportOf([])).toMatchObject({ verdict: 'untested', observed: 0 })
  })

  test('a pass without any is a fault of our own, also beside one that has some', () => {
    const reason = "a fault of Assay's own: createOrder/a takes it for kept, but no exchange could have broken it"
    expect(reportOf([], {}, { results: [inCase('a', 0)] })).toMatchObject({ verdict: 'error', reason, observed: 0 })
    expect(reportOf([], {}, { results: [inCase('a', 0), inCase('b', 4)] })).toMatchObject({ verdict: 'error', reason })
    expect(reportOf([], {}, { results: [inCase('a', 1), inCase('b', 4)] })).toMatchObject({
      verdict: 'pass',
      observed: 5,
    })
  })
})

test('a finding tells where it was, how to send it again, and which case to replay', () => {
  const { contracts } = buildReport(facts, [mixedRun()])
  expect(contracts[0]?.requirements[0]).toEqual({
    id,
    operation: 'createOrder',
    level: 'must',
    title: 'sku is at least 1 long',
    source: { document: '001 Orders', section: 'Order', row: 'sku' },
    verdict: 'fail',
    ambiguities: [],
    cases: 1,
    observed: 1,
    operations: [{ operation: 'createOrder', verdict: 'fail', observed: 1, cases: 1 }],
    findings: [
      {
        message: 'sku: one character too few ("") is accepted',
        at: 'status',
        expected: '400',
        received: 'it answers 200 {"id":"1"}',
        exchange: 'createOrder/violation/sku/minLength#1',
        ambiguities: [],
        curl: [
          `curl -i -X POST 'http://127.0.0.1:8080/orders'`,
          `-H 'Authorization: Bearer '"$ASSAY_TOKEN"''`,
          `-H 'Content-Type: application/json'`,
          `--data-raw '{"sku":""}'`,
        ].join(' \\\n  '),
        replay: 'createOrder/violation/sku/minLength',
        address: 'shop/createOrder/request/sku/minLength',
      },
    ],
  })
})

test('findings are told worst first, and no more than five', () => {
  const soft = evidence('warn', { finding: sampleFinding({ message: 'soft' }) })
  const hard = (message: string) => evidence('fail', { finding: sampleFinding({ message }) })
  const { findings } = reportOf([soft, ...['1', '2', '3', '4', '5', '6'].map(hard)])
  expect(findings.map(({ message }) => message)).toEqual(['1', '2', '3', '4', '5'])
})

test('an exchange that was received rather than sent has no curl line', () => {
  const received = sampleExchange('flow/event#event', {
    request: { method: 'POST', path: ' (event received)', headers: {} },
  })
  const results = [
    sampleCase(
      'flow/event',
      [evidence('fail', { finding: sampleFinding({ exchange: 'flow/event#event' }) })],
      [received],
    ),
  ]
  expect(reportOf([], {}, { results }).findings[0]?.curl).toBe('')
})

test('only exchanges that findings name are kept, with the steps that led there', () => {
  const steps = ['flow/story#1', 'flow/story#2'].map((one) => sampleExchange(one))
  const results = [
    sampleCase('flow/story', [evidence('fail', { finding: sampleFinding({ exchange: 'flow/story#2' }) })], steps),
    sampleCase('createOrder/b', [evidence('pass')], [sampleExchange('createOrder/b#1')]),
  ]
  const { contracts } = buildReport(facts, [sampleRun({ requirements: [sampleRequirement(id)], results })])
  expect(contracts[0]?.exchanges).toEqual({ 'flow/story#1': steps[0], 'flow/story#2': steps[1] })
})

test('long bodies are cut in the report', () => {
  const body = 'x'.repeat(30_000)
  const exchange = sampleExchange('createOrder/a#1', { outcome: { kind: 'reply', reply: sampleReply({ body }) } })
  const results = [
    sampleCase('createOrder/a', [evidence('fail', { finding: sampleFinding({ exchange: exchange.id }) })], [exchange]),
  ]
  const { contracts } = buildReport(facts, [sampleRun({ requirements: [sampleRequirement(id)], results })])
  expect(contracts[0]?.exchanges['createOrder/a#1']?.outcome).toEqual({
    kind: 'reply',
    reply: {
      ...sampleReply({ body: `${body.slice(0, 20_000)}…` }),
      cut: { characters: body.length, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
    },
  })
})

test('the summary counts verdicts by level', () => {
  const { contracts } = buildReport(facts, [mixedRun()])
  const none = { pass: 0, warn: 0, fail: 0, inconclusive: 0, untested: 0, error: 0 }
  expect(contracts[0]?.summary).toEqual({
    must: { pass: 2, warn: 1, fail: 1, inconclusive: 1, untested: 1, error: 0 },
    should: { ...none, warn: 1 },
    may: none,
  })
})

describe('the outcome', () => {
  const outcomeOf = (said: readonly Evidence[], run: Partial<ContractRun> = {}, interrupted = false): string => {
    const results = [sampleCase('createOrder/a', said)]
    const requirements = [sampleRequirement(id), sampleRequirement(`${id}/x`, { level: 'should' })]
    return buildReport({ ...facts, interrupted }, [sampleRun({ requirements, results, ...run })]).run.outcome
  }
  const other = (verdict: Verdict): Evidence => evidence(verdict, { requirement: `${id}/x` })

  test.each<[string, string, readonly Evidence[]]>([
    ['a must kept', 'conformant', [evidence('pass')]],
    ['a must kept by a wide reading', 'conformant', [evidence('warn')]],
    ['a must kept and a should broken', 'conformant', [evidence('pass'), other('fail')]],
    ['a must kept and a should open', 'conformant', [evidence('pass'), other('inconclusive')]],
    ['a must broken', 'nonconformant', [evidence('fail')]],
    ['a must open', 'incomplete', [evidence('inconclusive')]],
    ['a fault of ours at a must', 'incomplete', [evidence('error')]],
    ['nothing tried', 'incomplete', []],
    ['only a should kept', 'incomplete', [other('pass')]],
  ])('with %s is %s', (_, outcome, said) => {
    expect(outcomeOf(said)).toBe(outcome)
  })

  test('of a run with faults of our own is not conformant', () => {
    expect(outcomeOf([evidence('pass')], { errors: ['createOrder/b: TypeError'] })).toBe('incomplete')
  })

  test('of an interrupted run is not conformant, and a broken promise stays broken', () => {
    expect(outcomeOf([evidence('pass')], {}, true)).toBe('incomplete')
    expect(outcomeOf([evidence('fail')], {}, true)).toBe('nonconformant')
  })
})

test('a refused random request points to its root instead of being a finding of its own', () => {
  const root = 'shop/createOrder/request/sku/type'
  const status = 'shop/createOrder/response.200/status'
  const refused = (requirement: string, exchange: string): Evidence => ({
    requirement,
    verdict: 'fail',
    finding: sampleFinding({ kind: 'valid-refused', message: 'A valid request is refused', exchange }),
  })
  const requirements = [sampleRequirement(root), sampleRequirement(status)]
  const results = [
    sampleCase('createOrder/property/1', [refused(status, 'createOrder/property/1#4')], [], {
      kind: 'property',
      operation: 'createOrder',
    }),
    sampleCase('createOrder/edges/1', [refused(root, 'createOrder/edges/1#1')]),
  ]
  const { contracts } = buildReport(facts, [sampleRun({ requirements, results })])
  expect(contracts[0]?.requirements.map(({ verdict, reason }) => ({ verdict, reason }))).toEqual([
    { verdict: 'fail', reason: undefined },
    { verdict: 'inconclusive', reason: `a random valid request was refused too, most likely for ${root}` },
  ])
})
