import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { specFor } from '../test/reference-spec.ts'
import { missingFixtures } from './missing-fixtures.ts'

const contract = await loadContract('dkhardware')
const target = { baseUrl: '', headers: {}, timeoutMs: 1_000, concurrency: 4 }
const none = async () => undefined

test('what is missing is told with the requirements and operations that lean on it', () => {
  const spec = specFor('dkhardware', target, { fixtures: { customerId: 1, productId: 1, paymentMethodCode: 'a' } })
  expect(missingFixtures(contract, { spec, providers: { submissionId: none, orderId: none } })).toEqual([
    { name: 'failingCustomerId', untested: 12, operations: [] },
    { name: 'failingOrderId', untested: 12, operations: [] },
    { name: 'failingSubmissionId', untested: 12, operations: [] },
    { name: 'webhook', untested: 18, operations: [] },
    { name: 'cancelledOrderId', untested: 2, operations: [] },
    { name: 'webhookSecret', untested: 1, operations: [] },
    { name: 'userId', untested: 0, operations: ['createOrder', 'requestPayment', 'getOrderStatus'], standIn: 'sample' },
    { name: 'shippingMethod', untested: 0, operations: ['createOrder'], standIn: 'sample' },
  ])
})

test('nothing is missing where all is given, listed or made', () => {
  const spec = specFor('dkhardware', target, {
    fixtures: {
      customerId: 1,
      productId: 1,
      paymentMethodCode: 'a',
      userId: 1,
      webhookSecret: 's',
      failingCustomerId: 1,
      failingOrderId: 1,
      failingSubmissionId: 1,
      shippingMethod: 'x',
    },
    supplies: { cancelledOrderId: { kind: 'list', values: [1] } },
    webhook: { port: 1, waitMs: 1 },
  })
  expect(missingFixtures(contract, { spec, providers: { submissionId: none, orderId: none } })).toEqual([])
})
