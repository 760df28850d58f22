import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import type { Verdict } from '../core/verdict.ts'
import {
  facts,
  mixedReport,
  sampleCase,
  sampleExchange,
  sampleFinding,
  sampleReply,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import type { ContractRun } from './contract-run.ts'
import { diff, hasBroken } from './diff.ts'
import { diffText } from './diff-text.ts'

const reportOf = (verdicts: Readonly<Record<string, Verdict>>, parts: Partial<ContractRun> = {}): Report =>
  buildReport(facts, [
    sampleRun({
      requirements: Object.keys(verdicts).map((id) => sampleRequirement(`shop/op/${id}`)),
      results: [
        sampleCase(
          'case',
          Object.entries(verdicts).map(([id, verdict]) => ({
            requirement: `shop/op/${id}`,
            verdict,
            ...(verdict === 'fail' || verdict === 'warn'
              ? { finding: sampleFinding({ exchange: 'case#1' }) }
              : { reason: `why ${id}` }),
          })),
          [sampleExchange('case#1')],
        ),
      ],
      ...parts,
    }),
  ])

const kinds: readonly [Verdict, Verdict, string][] = [
  ['pass', 'fail', 'broken'],
  ['untested', 'fail', 'broken'],
  ['inconclusive', 'fail', 'broken'],
  ['fail', 'pass', 'fixed'],
  ['fail', 'warn', 'fixed'],
  ['untested', 'pass', 'newly-tried'],
  ['untested', 'inconclusive', 'newly-tried'],
  ['pass', 'untested', 'no-longer-tried'],
  ['fail', 'untested', 'no-longer-tried'],
  ['pass', 'warn', 'other'],
  ['fail', 'inconclusive', 'other'],
  ['inconclusive', 'pass', 'other'],
]

test.each(kinds)('%s to %s is %s', (from, to, kind) => {
  const difference = diff(reportOf({ a: from, b: 'pass' }), reportOf({ a: to, b: 'pass' }))
  expect(difference.contracts[0]?.changes.map((one) => [one.requirement, one.kind, one.from, one.to])).toEqual([
    ['shop/op/a', kind, from, to],
  ])
  expect(hasBroken(difference)).toBe(kind === 'broken')
})

test('two runs alike do not differ', () => {
  const difference = diff(mixedReport(), mixedReport())
  expect(difference).toEqual({
    contracts: [
      {
        id: 'shop',
        title: 'Shop',
        targets: ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
        contractChanged: false,
        changes: [],
        added: [],
        removed: [],
      },
    ],
    onlyA: [],
    onlyB: [],
  })
  expect(diffText(difference, { color: false })).toBe(
    '\nShop (shop)\n  both at http://127.0.0.1:8080\n\n  Nothing changed.\n',
  )
})

/** Two targets, another contract, and a change of every kind. */
const everything = () => {
  const exchange = sampleExchange('case#1', { outcome: { kind: 'reply', reply: sampleReply({ status: 400 }) } })
  const after = reportOf(
    { broken: 'fail', fixed: 'pass', tried: 'pass', dropped: 'untested', open: 'inconclusive', added: 'warn' },
    { target: 'http://127.0.0.1:9090', digest: 'b'.repeat(64) },
  )
  const [contract] = after.contracts
  const before: Readonly<Record<string, Verdict>> = {
    broken: 'pass',
    fixed: 'fail',
    tried: 'untested',
    dropped: 'pass',
    open: 'pass',
    removed: 'pass',
  }
  return diff(reportOf(before), {
    ...after,
    contracts: contract ? [{ ...contract, exchanges: { 'case#1': exchange } }] : [],
  })
}

test('the text tells what broke first, and the places in which targets answer differently last', () => {
  expect(diffText(everything(), { color: false })).toBe(`
Shop (shop)
  http://127.0.0.1:8080 → http://127.0.0.1:9090
  The contract itself has changed between the runs.

Failed (1)
  ✗ shop/op/broken  pass → fail
      sku: one character too few ("") is accepted; expected 400; received it answers 200 {"id":"1"}

Fixed (1)
  ✓ shop/op/fixed  fail → pass

Newly tried (1)
  + shop/op/tried  untested → pass

No longer tried (1)
  - shop/op/dropped  pass → untested
      why dropped

Other verdicts (1)
  ~ shop/op/open  pass → inconclusive
      why open

Requirements added (1)
    shop/op/added  warn

Requirements removed (1)
    shop/op/removed  pass

The same request, answered differently (1 of 1 compared)
  Compared are the requests that both reports hold: those that findings name, and the steps before them.
  ≠ POST /orders  case#1
      status: 200 → 400
`)
})

test('colour is only there where it is asked for, and adds nothing else', () => {
  const coloured = diffText(everything(), { color: true })
  expect(coloured).toContain('\u001b[31m')
  expect(stripVTControlCharacters(coloured)).toBe(diffText(everything(), { color: false }))
})

test('contracts that only one run had are named', () => {
  const other = reportOf({ a: 'pass' }, { id: 'other' })
  const difference = diff(mixedReport(), other)
  expect(difference).toEqual({ contracts: [], onlyA: ['shop'], onlyB: ['other'] })
  expect(diffText(difference, { color: false })).toBe(
    '\nOnly in the first run: shop\n\nOnly in the second run: other\n',
  )
})

test('many changes are counted, not listed', () => {
  const all = (verdict: Verdict) =>
    reportOf(Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`r${index}`, verdict])))
  expect(diffText(diff(all('pass'), all('fail')), { color: false })).toContain('  … and 5 more: see --json\n')
})
