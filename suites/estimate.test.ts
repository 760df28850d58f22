import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { CaseFacts } from '../core/case.ts'
import { references } from '../reference/references.ts'
import { specFor, startWithSpec } from '../test/reference-spec.ts'
import { estimateOf } from './estimate.ts'
import { planOf } from './plan.ts'
import { runCases } from './run-cases.ts'
import { openSession } from './session.ts'

const contract = await loadContract('dkhardware')
const target = { baseUrl: '', headers: {}, timeoutMs: 1_000, concurrency: 4 }
const createOrder = { operation: 'createOrder' }
const violation: CaseFacts = { kind: 'violation', ...createOrder }
const cases: readonly CaseFacts[] = [
  { kind: 'valid', ...createOrder },
  violation,
  violation,
  violation,
  violation,
  { kind: 'property', operation: 'getOrderStatus' },
  { kind: 'flow' },
]

const estimated = (
  parts: Partial<typeof target & { requestsPerSecond: number; maxRequests: number; maxTimeMs: number }>,
) => estimateOf(cases, { contract, spec: specFor('dkhardware', { ...target, ...parts }, { runs: 10 }) })

test('cases are counted by kind, and the requests of operations that change nothing are no writes', () => {
  expect(estimated({})).toEqual({
    kinds: [
      { kind: 'valid', cases: 1, requests: 1 },
      { kind: 'violation', cases: 4, requests: 5 },
      { kind: 'property', cases: 1, requests: 10 },
      { kind: 'flow', cases: 1, requests: 3 },
    ],
    cases: 7,
    requests: 19,
    writes: 9,
    seconds: expect.closeTo((19 * 0.1) / 4),
  })
})

test.each([
  [{ requestsPerSecond: 2 }, 19, 9.5],
  [{ requestsPerSecond: 2, maxRequests: 10 }, 10, 5],
  [{ requestsPerSecond: 2, maxTimeMs: 3_000 }, 19, 3],
  [{ requestsPerSecond: 1_000 }, 19, 0.475],
])('limits %j bound requests and time', (parts, requests, seconds) => {
  expect(estimated(parts)).toMatchObject({ requests, seconds: expect.closeTo(seconds) })
})

test('no cases come to nothing', () => {
  const spec = specFor('dkhardware', target)
  expect(estimateOf([], { contract, spec })).toEqual({ kinds: [], cases: 0, requests: 0, writes: 0, seconds: 0 })
})

test.each(references)(
  'at the reference of $contract the estimate is right within a half',
  async (reference) => {
    const { spec, close } = await startWithSpec(reference)
    const own = await loadContract(reference.contract)
    const session = await openSession(spec, own)
    const { requests } = estimateOf(planOf(session), { contract: own, spec })
    await session.close()
    const { counts } = await runCases(spec, own).finally(close)
    const error = Math.abs(requests - counts.sent) / counts.sent
    expect({ estimated: requests, sent: counts.sent, isNear: error < 0.5 }).toMatchObject({ isNear: true })
  },
  // A bound for what hangs, not a measure: the machine may be busy.
  180_000,
)
