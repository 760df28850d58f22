import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '../../core/json.ts'
import { loadContract } from '../../schemas/load.ts'
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
    const told = await send('POST', '/orders', { basket_id: `assay-basket-fault-${type}-1` })
    expect(told).toMatchObject({ status: 400, body: { fault: { type } } })
  }
})

test('the order is placed when what is authorized covers its total', async () => {
  await send('PUT', '/orders/placed-1', { basket_id: 'assay-basket-placed' })
  const pay = (amount: number) =>
    send('POST', '/orders/placed-1/payment_instruments', { amount, payment_method_id: 'BANK_TRANSFER' })
  expect((await pay(120.09)).body['status']).toBe('created')
  expect((await pay(0.01)).body['status']).toBe('new')
})

test('every reply has the documented form under the strictest reading', async () => {
  const order = contract.operations.find(({ id }) => id === 'getOrder')?.replies.find(({ status }) => status === '200')
  const { body } = await send('GET', '/orders/00000021')
  expect(contract.judge('strict', order?.schema ?? '', body)).toEqual([])
})

test('what is not JSON is asked for in XML, and answered so', async () => {
  const reply = await fetch(`${running.baseUrl}/orders/00000021?format=xml`, {
    headers: { authorization: `Bearer ${running.token}` },
  })
  expect(reply.headers.get('content-type')).toBe('application/xml;charset=UTF-8')
  expect(await reply.text()).toContain('<order_no>00000021</order_no>')
})
