import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Running } from '../reference.ts'
import { ocapiShop } from './ocapi-shop.ts'

const contract = await loadContract('ocapi-shop')
let running: Running

beforeAll(async () => {
  running = await ocapiShop.start()
})
afterAll(() => running.close())

const send = async (method: string, path: string, body?: JsonObject) => {
  const reply = await fetch(running.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${running.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: reply.status, body: (await reply.json()) as JsonObject }
}

test('there are at least 60 faults, each with an id of its own, that name requirements of the contract', () => {
  const known = new Set(contract.requirements.map(({ id }) => id))
  expect(ocapiShop.faults.length).toBeGreaterThanOrEqual(60)
  expect(new Set(ocapiShop.faults.map(({ id }) => id)).size).toBe(ocapiShop.faults.length)
  const lost = ocapiShop.faults.flatMap(({ id, requirement, also = [] }) =>
    [requirement, ...also].filter((one) => !known.has(one)).map((one) => `${id}: ${one}`),
  )
  expect(lost).toEqual([])
})

test('a basket becomes an order once, and the order is found', async () => {
  const basket = { basket_id: 'assay-basket-once' }
  const made = await send('POST', '/orders', basket)
  expect(made).toMatchObject({ status: 200, body: { status: 'created', order_total: 120.1 } })
  expect((await send('GET', `/orders/${made.body['order_no']}`)).body).toMatchObject({
    order_no: made.body['order_no'],
  })
  expect(await send('POST', '/orders', basket)).toMatchObject({
    status: 404,
    body: { fault: { type: 'BasketNotFoundException', arguments: { basketId: 'assay-basket-once' } } },
  })
})

test('a basket of a fault provokes it, whatever stands behind', async () => {
  for (const type of ['ValidationException', 'ProductItemNotAvailableException']) {
    const answer = await send('POST', '/orders', { basket_id: `assay-basket-fault-${type}-1` })
    expect(answer).toMatchObject({ status: 400, body: { fault: { type } } })
  }
})

test('the order is placed when what is authorized covers its total', async () => {
  await send('PUT', '/orders/placed-1', { basket_id: 'assay-basket-placed' })
  const pay = (amount: number) =>
    send('POST', '/orders/placed-1/payment_instruments', { amount, payment_method_id: 'BANK_TRANSFER' })
  expect((await pay(120.09)).body['status']).toBe('created')
  expect((await pay(0.01)).body['status']).toBe('new')
})

test.each([
  ['getOrder', 'GET', '/orders/00000021', '200'],
  ['getOrder', 'GET', '/orders/no-such-order', '404'],
  ['getNotes', 'GET', '/orders/00000021/notes', '200'],
  ['getPaymentMethods', 'GET', '/orders/00000021/payment_methods', '200'],
])('%s: the reply to %s %s has the documented form under the strictest reading', async (id, method, path, status) => {
  const reply = contract.operations.find((one) => one.id === id)?.replies.find((one) => one.status === status)
  const { body, ...sent } = await send(method, path)
  expect(sent.status).toBe(Number(status))
  expect(contract.judge('strict', reply?.schema ?? '', body)).toEqual([])
})

const sumOf = (list: unknown, member: string): number =>
  (list as readonly JsonObject[]).reduce((sum, one) => sum + Number(one[member]), 0)

test('the sums of an order are those of its parts', async () => {
  const { body } = await send('GET', '/orders/00000021')
  const { product_items: items, shipments, shipping_items: shipping, gift_certificate_items: certificates } = body
  const sums: readonly (readonly [member: string, sum: number])[] = [
    ['product_sub_total', sumOf(items, 'price_after_item_discount')],
    ['product_sub_total', sumOf(shipments, 'product_sub_total')],
    ['product_total', sumOf(items, 'price_after_order_discount')],
    ['product_total', sumOf(shipments, 'product_total')],
    ['product_total', Number(body['product_sub_total']) + sumOf(body['order_price_adjustments'], 'price')],
    ['merchandize_total_tax', sumOf(items, 'tax')],
    ['merchandize_total_tax', sumOf(shipments, 'merchandize_total_tax')],
    ['adjusted_merchandize_total_tax', sumOf(items, 'adjusted_tax')],
    ['shipping_total', sumOf(shipping, 'price_after_item_discount')],
    ['shipping_total', sumOf(shipments, 'shipping_total')],
    ['adjusted_shipping_total_tax', sumOf(shipping, 'adjusted_tax')],
    ['tax_total', sumOf(items, 'adjusted_tax') + sumOf(shipping, 'adjusted_tax')],
    ['tax_total', sumOf(shipments, 'tax_total')],
    ['order_total', sumOf(shipments, 'shipment_total')],
    [
      'order_total',
      Number(body['product_total']) +
        Number(body['shipping_total']) +
        Number(body['tax_total']) +
        sumOf(certificates, 'amount'),
    ],
  ]
  for (const [member, sum] of sums) expect([member, sum]).toEqual([member, expect.closeTo(Number(body[member]), 6)])
})

test.each([
  ['product_items', 'item_id'],
  ['shipping_items', 'item_id'],
  ['shipments', 'shipment_id'],
  ['payment_instruments', 'payment_instrument_id'],
])('no two %s have one %s', async (list, id) => {
  const { body } = await send('GET', '/orders/00000021')
  const ids = (body[list] as readonly JsonObject[]).map((one) => one[id])
  expect(ids.length).toBeGreaterThan(1)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a bank account comes back masked', async () => {
  const account = { number: '000123456789', drivers_license: '555111222333', holder: 'Assay' }
  const { body } = await send('POST', '/orders/00000021/payment_instruments', {
    amount: 0.01,
    payment_method_id: 'BANK_TRANSFER',
    payment_bank_account: account,
  })
  expect((body['payment_instruments'] as readonly JsonObject[]).at(-1)?.['payment_bank_account']).toEqual({
    holder: 'Assay',
    masked_number: '********6789',
    number_masked: '********6789',
    number_last_digits: '6789',
    masked_drivers_license: '********2333',
    drivers_license_masked: '********2333',
    drivers_license_last_digits: '2333',
  })
})

test('what is not JSON is asked for in XML, and answered so', async () => {
  const reply = await fetch(`${running.baseUrl}/orders/00000021?format=xml`, {
    headers: { authorization: `Bearer ${running.token}` },
  })
  expect(reply.headers.get('content-type')).toBe('application/xml;charset=UTF-8')
  expect(await reply.text()).toContain('<order_no>00000021</order_no>')
})
