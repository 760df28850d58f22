import { expect, test } from 'vitest'
import { inconclusive } from '../core/finding.ts'
import type { Verdict } from '../core/verdict.ts'
import {
  facts,
  sampleKept as kept,
  sampleCase,
  sampleFinding,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import type { ContractRun, RunFacts } from './contract-run.ts'
import { exitCodeOf } from './exit-code.ts'
import { stopsOf } from './gates.ts'

const id = 'shop/createOrder/response.200/status'

const runOf = (verdict: Verdict, parts: Partial<ContractRun> = {}): ContractRun => {
  const evidence = { requirement: id, verdict, finding: sampleFinding() }
  return sampleRun({
    requirements: [sampleRequirement(id)],
    results: [sampleCase('createOrder/a', [evidence])],
    ...parts,
  })
}

const refused = sampleRun({
  requirements: [sampleRequirement(id)],
  counts: { sent: 1, answered: 1, throttled: 0, repeated: 0, accepted: 0 },
  results: [
    {
      ...sampleCase('createOrder/valid/minimal', [
        kept('shop/createOrder/transport/complete-reply'),
        inconclusive(id, 'the target refuses the credentials: it answers 401'),
      ]),
      attempts: [{ operation: 'createOrder', madeUp: [], answer: { kind: 'credentials', status: 401 } }],
    },
  ],
})

const should = 'shop/createOrder/protocol/wrong-method'
const brokenShould = sampleRun({
  requirements: [sampleRequirement(id), sampleRequirement(should, { level: 'should' })],
  results: [sampleCase('a', [kept(id), { requirement: should, verdict: 'fail', finding: sampleFinding() }])],
})
const bentShould = sampleRun({
  requirements: [sampleRequirement(id), sampleRequirement(should, { level: 'should', ambiguities: [1] })],
  results: [
    sampleCase('a', [kept(id), { requirement: should, verdict: 'warn', finding: sampleFinding({ ambiguities: [1] }) }]),
  ],
})
const halfJudged = sampleRun({
  requirements: [sampleRequirement(id), sampleRequirement('shop/createOrder/response.200/parses')],
  results: [sampleCase('a', [kept(id)])],
})

test.each<[string, number, readonly ContractRun[], boolean]>([
  ['conformant', 0, [runOf('pass')], false],
  ['kept by a wide reading', 0, [runOf('warn')], false],
  ['a promise broken', 1, [runOf('fail')], false],
  ['a promise broken, and a fault of our own', 1, [runOf('fail', { errors: ['a fault'] })], false],
  ['one of two contracts broken', 1, [runOf('pass'), runOf('fail')], false],
  ['a promise broken, and credentials refused elsewhere', 1, [refused, runOf('fail')], false],
  ['credentials refused', 2, [refused], false],
  ['credentials refused, and a fault of our own', 4, [{ ...refused, errors: ['a fault'] }], false],
  ['a should broken', 0, [brokenShould], false],
  ['half of the musts judged', 0, [halfJudged], false],
  ['credentials refused by one of two', 2, [runOf('pass'), refused], false],
  ['a must open', 3, [runOf('inconclusive')], false],
  ['nothing tried', 3, [runOf('untested')], false],
  ['no contract', 3, [], false],
  ['one of two contracts open', 3, [runOf('pass'), runOf('inconclusive')], false],
  ['a fault of our own', 4, [runOf('pass', { errors: ['a fault'] })], false],
  ['interrupted', 130, [runOf('pass')], true],
  ['interrupted after a promise was seen broken', 130, [runOf('fail')], true],
])('%s ends with %i', (_, code, runs, interrupted) => {
  expect(exitCodeOf(buildReport({ ...facts, interrupted }, runs))).toBe(code)
})

test.each<[string, number, readonly ContractRun[], Pick<RunFacts, 'gate' | 'minJudged'>]>([
  ['a broken should that gates', 1, [brokenShould], { gate: 'should' }],
  ['a should that only a wide reading keeps', 0, [bentShould], { gate: 'should' }],
  ['a broken should that gates, and faults of our own', 1, [{ ...brokenShould, errors: ['a'] }], { gate: 'should' }],
  ['as much judged as asked for', 0, [halfJudged], { minJudged: 50 }],
  ['less judged than asked for', 3, [halfJudged], { minJudged: 51 }],
  ['less judged of one of two', 3, [runOf('pass'), halfJudged], { minJudged: 60 }],
  ['less judged, and a promise broken', 1, [runOf('fail'), halfJudged], { minJudged: 60 }],
  ['nothing judged of an unusable target', 2, [refused], { minJudged: 60 }],
])('%s ends with %i', (_, code, runs, asked) => {
  const report = buildReport({ ...facts, ...asked }, runs)
  expect(exitCodeOf(report)).toBe(code)
})

test('what was asked for changes no outcome, and is told', () => {
  const report = buildReport({ ...facts, gate: 'should', minJudged: 95 }, [brokenShould, halfJudged])
  expect(report.run.outcome).toBe('conformant')
  expect(stopsOf(report).map(({ message }) => message)).toEqual([
    `shop: 1 should is broken, which --gate should counts: ${should}`,
    'shop: judged 1 of 2 musts, 50 %: --min-judged asks for 95 %',
  ])
})
