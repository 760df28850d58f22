import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { JsonObject } from '../../core/json.ts'
import { facetOfRule } from '../engine/rule.ts'
import type { Running } from '../reference.ts'
import { referenceFor, references } from '../references.ts'
import { exampleOrders, service } from './example-orders.ts'
import { rules } from './rules.ts'

const contract = await loadContract('example-orders')
let running: Running

beforeAll(async () => {
  running = await exampleOrders.start()
})
afterAll(() => running.close())

let keys = 0
const send = async (method: string, path: string, body?: object, key = `key-${keys++}`) => {
  const reply = await fetch(running.baseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${running.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: reply.status, type: reply.headers.get('content-type'), body: (await reply.json()) as JsonObject }
}

const pens = { currency: 'EUR', items: [{ sku: 'pen', quantity: 2, unit_price: 150 }] }

test('it is found by name, and not among those that run where no contract is named', () => {
  expect(referenceFor('example-orders')).toBe(exampleOrders)
  expect(references).not.toContain(exampleOrders)
})

test('every fault has an id of its own and names requirements of the contract', () => {
  const known = new Set(contract.requirements.map(({ id }) => id))
  expect(new Set(service.switches.map(({ id }) => id)).size).toBe(service.switches.length)
  const lost = service.switches.flatMap(({ id, requirement, also = [] }) =>
    [requirement, ...also].filter((one) => !known.has(one)).map((one) => `${id}: ${one}`),
  )
  expect(lost).toEqual([])
})

test.each(['createOrder', 'refundOrder'])(
  'there is a rule for everything that %s demands, and no other',
  (operation) => {
    const demanded = contract.requirements
      .map(({ id }) => id)
      .filter((id) => id.startsWith(`example-orders/${operation}/request/`) && !/\/(?:optional|path\.\S+)$/.test(id))
      .filter((id) => !id.includes('/path.') && !id.endsWith('header.Idempotency-Key/type'))
    const { headers = [], body = [] } = rules[operation] ?? {}
    const ruled = new Set([...headers, ...body].map((rule) => `example-orders/${operation}/${facetOfRule(rule)}`))
    expect([...ruled].sort()).toEqual(demanded.sort())
  },
)

test('an order is made, paid back in parts, and then closed', async () => {
  const made = await send('POST', '/orders', pens)
  expect(made).toMatchObject({ status: 201, body: { status: 'open', total: 300, refunded: 0, note: null } })
  const order = `/orders/${made.body['order_id']}`
  expect(await send('POST', `${order}/refund`, { amount: 100 })).toMatchObject({ body: { refunded: 100 } })
  expect(await send('POST', `${order}/cancel`)).toMatchObject({ status: 409, type: 'application/problem+json' })
  expect(await send('POST', `${order}/refund`, { amount: 201 })).toMatchObject({
    status: 409,
    body: { title: 'too-much' },
  })
  expect(await send('POST', `${order}/refund`, { amount: 200 })).toMatchObject({ body: { status: 'refunded' } })
  expect(await send('GET', order)).toMatchObject({ status: 200, body: { status: 'refunded', refunded: 300 } })
})

test('a key stands for one order', async () => {
  const first = await send('POST', '/orders', pens, 'same')
  expect(await send('POST', '/orders', pens, 'same')).toEqual(first)
  const other = await send('POST', '/orders', { ...pens, currency: 'USD' }, 'same')
  expect(other).toMatchObject({ status: 409, body: { title: 'key-reused' } })
})

test('at least 15 in 20 of its faults are derived by a family', () => {
  const derived = service.switches.filter(({ family }) => family !== undefined)
  expect(derived.length / service.switches.length).toBeGreaterThanOrEqual(0.75)
})
