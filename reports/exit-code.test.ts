import { expect, test } from 'vitest'
import { open } from '../core/finding.ts'
import type { Verdict } from '../core/verdict.ts'
import {
  facts,
  sampleKept as kept,
  sampleCase,
  sampleFinding,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { buildReport, type ContractRun } from './build.ts'
import { exitCodeOf } from './exit-code.ts'

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
  results: [
    sampleCase('createOrder/valid/minimal', [
      kept('shop/createOrder/transport/complete-reply'),
      open(id, 'the target refuses the credentials: it answers 401'),
    ]),
  ],
})

test.each<[string, number, readonly ContractRun[], boolean]>([
  ['conformant', 0, [runOf('pass')], false],
  ['kept by a wide reading', 0, [runOf('warn')], false],
  ['a promise broken', 1, [runOf('fail')], false],
  ['a promise broken, and a fault of our own', 1, [runOf('fail', { errors: ['a fault'] })], false],
  ['one of two contracts broken', 1, [runOf('pass'), runOf('fail')], false],
  ['a promise broken, and credentials refused elsewhere', 1, [refused, runOf('fail')], false],
  ['credentials refused', 2, [refused], false],
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
