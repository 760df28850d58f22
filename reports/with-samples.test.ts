import { expect, test } from 'vitest'
import { facts, sampleCase, sampleExchange, sampleReply, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { samplesOf, withSamples } from './with-samples.ts'

const ids = ['shop/add/request/name/type', 'shop/add/request/name/maxLength', 'shop/add/response.200/id/type']
const pass = (requirement: string | undefined, exchange: string) =>
  ({ requirement: requirement ?? '', verdict: 'pass', exchange }) as const

const report = () =>
  buildReport(facts, [
    sampleRun({
      requirements: ids.map((id) => sampleRequirement(id)),
      results: [
        sampleCase('add/valid', [pass(ids[0], 'add/valid#1'), pass(ids[2], 'add/valid#1')]),
        sampleCase('add/other', [pass(ids[0], 'add/other#1')]),
        sampleCase('add/violation', [pass(ids[1], 'add/violation#1')]),
      ],
    }),
  ])

test('each pass names an exchange that could have broken it: the one that shows the most', () => {
  const samples = report().contracts[0]?.requirements.map(({ id, sample }) => [id, sample])
  expect(samples).toEqual([
    [ids[0], 'add/valid#1'],
    [ids[1], 'add/violation#1'],
    [ids[2], 'add/valid#1'],
  ])
  expect(samplesOf(report()).get('shop')).toEqual(new Set(['add/valid#1', 'add/violation#1']))
})

test('what is not kept has no sample', () => {
  const [first] = ids
  const broken = sampleRun({
    requirements: [sampleRequirement(first ?? '')],
    results: [
      sampleCase('add/valid', [pass(first, 'add/valid#1')]),
      sampleCase('add/silent', [{ requirement: first ?? '', verdict: 'inconclusive', reason: 'no answer' }]),
    ],
  })
  expect(buildReport(facts, [broken]).contracts[0]?.requirements[0]).not.toHaveProperty('sample')
})

test('request and reply of each sample are told once, as the evidence has them, but for what is too long', () => {
  const short = sampleExchange('add/valid#1')
  const long = sampleExchange('add/violation#1', {
    request: { method: 'POST', path: '/orders', headers: {}, body: 'x'.repeat(700_001), secrets: [] },
    outcome: { kind: 'reply', reply: sampleReply() },
  })
  const other = sampleExchange('add/other#1')
  const found = new Map([['shop', new Map([short, long, other].map((one) => [one.id, one]))]])
  expect(withSamples(report(), found).contracts[0]?.exchanges).toEqual({ 'add/valid#1': short })
})
