import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { RunLine } from '../core/evidence-line.ts'
import type { Settings } from '../core/report.ts'
import { sampleRunLine } from '../test/sample-evidence.ts'
import { partOf, requestOf } from './resume.ts'
import { noFlags } from './run-flags.ts'
import type { Resumed } from './run-request.ts'

const contract = await loadContract('shopctrl')
const line = (id: string, seed: number, settings: Partial<Settings>, digest = contract.digest): RunLine =>
  sampleRunLine({ contract: id, seed, settings, digest })
const resumedOf = (...runs: readonly RunLine[]): Resumed => ({
  id: 'r',
  seed: runs[0]?.seed ?? 0,
  parts: 1,
  runs,
  done: {},
})
const flags = { ...noFlags, fault: [] }

test('each contract goes on with the fixtures that it had, as the values they were', () => {
  const resumed = resumedOf(
    line('crayon', 7, { fixtures: { orderLine: { id: 1 }, text: '[x' } }),
    line('shopctrl', 7, { fixtures: { orderId: ['1', '2'] } }),
  )
  const request = requestOf(resumed, flags)
  expect(request.recorded).toEqual({ crayon: { orderLine: { id: 1 }, text: '[x' }, shopctrl: { orderId: ['1', '2'] } })
  expect(request.flags).toMatchObject({ seed: 7, target: 'http://127.0.0.1:8080', fixture: {} })
})

const target = { kind: 'url', baseUrl: 'http://127.0.0.1:8080', headers: {}, timeoutMs: 1, concurrency: 1 } as const
const wanted = (at: Parameters<typeof partOf>[2]['target']): Parameters<typeof partOf>[2] => ({
  contract: 'shopctrl',
  target: at,
  seed: 7,
  tag: 't',
  runs: 1,
  only: [],
  level: 'may',
  reading: 'lenient',
  allow: [],
  fixtures: {},
  settleMs: 1,
})

test('each contract goes on with the seed that it had, also where an earlier version drew one for each', () => {
  const resumed = resumedOf(line('crayon', 7, {}), line('shopctrl', 8, {}))
  expect(partOf(resumed, contract, wanted(target)).seed).toBe(8)
  expect(partOf(resumedOf(line('crayon', 7, {})), contract, wanted(target)).seed).toBe(7)
})

test('a run against the embedded reference goes on there, and one against a server goes on there', () => {
  const onReference = resumedOf(line('shopctrl', 7, { reference: ['a fault'] }))
  const request = requestOf(onReference, flags)
  expect([request.flags.reference, request.flags.target, request.faults]).toEqual([true, undefined, ['a fault']])
  expect(() => requestOf(onReference, { ...flags, target: 'http://127.0.0.1:9' })).toThrow('leave --target out')
  const { baseUrl: _, ...way } = target
  const there = resumedOf(line('shopctrl', 7, {}))
  expect(() => partOf(there, contract, wanted({ ...way, kind: 'reference' }))).toThrow(
    'not the reference: give --target',
  )
})
