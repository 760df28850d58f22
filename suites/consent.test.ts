import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { specFor } from '../test/reference-spec.ts'
import { lacksConsent } from './consent.ts'
import { openSession } from './session.ts'

const contract = await loadContract('ocapi-shop')

const away = { baseUrl: 'https://sandbox.example.com', headers: {}, timeoutMs: 1, concurrency: 1 }
const given: Partial<RunSpec> = {
  fixtures: { orderNo: '00000101', maskedPaymentInstrumentId: 'm/1', basketId: 'b-{unique}' },
  supplies: { noteId: { kind: 'list', values: ['n1', 7] } },
}

const refusal = (id: string, method: string, path: string) => {
  const operation = contract.operations.find((one) => one.id === id)
  if (!operation) throw new Error(`There is no operation ${id}.`)
  return lacksConsent(specFor('ocapi-shop', away, given), operation, { method, path, headers: {} })
}

const orderNo = 'would change or remove orderNo 00000101, which the run did not make: needs --allow destructive'

test.each<[string, string, string, string, string | undefined]>([
  ["the user's order is changed", 'updateOrder', 'PATCH', '/orders/00000101', orderNo],
  ["the user's order is removed, by a method that nobody documents", 'getOrder', 'DELETE', '/orders/00000101', orderNo],
  ["the notes of the user's order are removed", 'getNotes', 'DELETE', '/orders/00000101/notes?a=b', orderNo],
  [
    "the user's note is removed",
    'removeNote',
    'DELETE',
    '/orders/1/notes/7',
    orderNo.replace('orderNo 00000101', 'noteId 7'),
  ],
  [
    "the user's instrument is changed",
    'updatePaymentInstrument',
    'PATCH',
    '/orders/00000101/payment_instruments/m%2F1',
    orderNo.replace('orderNo 00000101', 'maskedPaymentInstrumentId m/1'),
  ],
  ["the user's order is read", 'getOrder', 'GET', '/orders/00000101', undefined],
  ["a note is added to the user's order", 'addNote', 'POST', '/orders/00000101/notes', undefined],
  ["the run's own note is removed", 'removeNote', 'DELETE', '/orders/00000101/notes/own', undefined],
  ["the run's own order is changed", 'updateOrder', 'PATCH', '/orders/own', undefined],
  ['a path that cannot be decoded is asked for', 'updateOrder', 'PATCH', '/orders/%E0%A4%A', undefined],
  ['a template is no thing', 'updateOrder', 'PATCH', '/orders/b-%7Bunique%7D', undefined],
  ['there is no parameter', 'submitBasket', 'DELETE', '/orders', undefined],
])('%s', (_, id, method, path, reason) => {
  expect(refusal(id, method, path)).toBe(reason)
})

const sent = async (parts: Partial<RunSpec>): Promise<string> => {
  // Nothing leaves this machine: the budget of those that are not held back is spent from the start.
  const target = { ...away, maxRequests: 0, ...parts.target }
  const session = await openSession(specFor('ocapi-shop', away, { ...given, ...parts, target }), contract)
  const { outcome } = await session.target.send('case#1', 'updateOrder', () => ({
    method: 'PATCH',
    path: '/orders/00000101',
    headers: {},
  }))
  await session.close()
  return 'detail' in outcome ? outcome.detail : outcome.kind
}

test('no case sends it, unless the user consents or the target is on this machine', async () => {
  const spent = 'out of budget: 0 requests were sent'
  expect(await sent({ allow: ['write', 'concurrent'] })).toBe(orderNo)
  expect(await sent({ allow: ['write', 'destructive'] })).toBe(spent)
  expect(await sent({ allow: ['destructive'] })).toBe(
    'not allowed: PATCH may write at the target: needs --allow-writes',
  )
  expect(await sent({ target: { ...away, maxRequests: 0, baseUrl: 'http://127.0.0.1:9' } })).toBe(spent)
})
