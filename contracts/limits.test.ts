import { expect, test } from 'vitest'
import { limitsIn } from './limits.ts'
import { loadContract } from './load.ts'

test('the limits of DK Hardware are those of its documents, and every call of it is counted as a write', async () => {
  const { limits, operations } = await loadContract('dkhardware')
  expect(limits).toEqual({ read: { requests: 200, perSeconds: 60 }, write: { requests: 100, perSeconds: 60 } })
  expect(Object.fromEntries(operations.map(({ id, countsAs }) => [id, countsAs]))).toEqual({
    createOrder: 'write',
    requestPayment: 'write',
    getOrderStatus: 'write',
  })
})

test('where the document does not say otherwise, what changes nothing counts as a read', async () => {
  const { limits, operations } = await loadContract('ocapi-shop')
  expect(limits).toEqual({})
  expect(operations.filter(({ countsAs }) => countsAs === 'read').map(({ id }) => id)).toEqual([
    'getOrder',
    'getNotes',
    'getPaymentMethods',
  ])
})

test.each([
  [{ write: { requests: 0, perSeconds: 60 } }],
  [{ write: { requests: 1.5, perSeconds: 60 } }],
  [{ write: { requests: 100 } }],
  [{ write: 100 }],
])('%o is no limit', (limits) => {
  expect(() => limitsIn({ 'x-assay-limits': limits })).toThrow(/^x-assay-limits: write is .*; write \{ requests: 100/)
})
