import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import { at, type Json, type JsonObject, type Path, withAt, without } from '../../core/json.ts'
import type { ReferenceOptions } from '../reference.ts'
import { referenceFor } from '../references.ts'
import { dkhardware } from './dkhardware.ts'
import { exampleOrder } from './example.ts'
import { fixtures } from './fixtures.ts'
import { paths } from './operations.ts'

type Reply = { readonly status: number; readonly json: Json }
type Talk = {
  readonly send: (path: string, body: Json, init?: RequestInit) => Promise<Reply>
  /** The status as it is read `times` times. */
  readonly polls: (submission: Reply, times: number) => Promise<readonly Json[]>
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2023-08-09T11:53:30Z') })
})

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  vi.useRealTimers()
})

const talk = async (options: ReferenceOptions = {}): Promise<Talk> => {
  const { baseUrl, token, close } = await dkhardware.start(options)
  closing.push(close)
  const known = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'user-id': fixtures.userId,
  }
  const send: Talk['send'] = async (path, body, { headers, ...init } = {}) => {
    const all = { ...known, ...(headers as Record<string, string>) }
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== 'none'))
    const reply = await fetch(baseUrl + path, { method: 'POST', headers: sent, body: JSON.stringify(body), ...init })
    return { status: reply.status, json: (await reply.json()) as Json }
  }
  const polls: Talk['polls'] = async ({ json }, times) => {
    const all: Json[] = []
    for (let poll = 0; poll < times; poll += 1) all.push((await send(paths.getOrderStatus, json)).json)
    return all
  }
  return { send, polls }
}

const order = (path: Path): Path => ['customerOrder', ...path]
const changed = (path: Path, value: Json): Json => withAt(exampleOrder, order(path), value)
const anyUuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const invalid = (errors: JsonObject): Reply => ({
  status: 400,
  json: { status: 400, title: 'One or more validation errors occurred.', traceId: anyUuid as string, errors },
})

test('the reference is found by its contract', () => {
  expect(referenceFor('dkhardware')).toBe(dkhardware)
})

test('an order is accepted, processed and then reads as it was posted', async () => {
  const { send, polls } = await talk()
  const created = await send(paths.createOrder, exampleOrder)
  expect(created).toEqual({ status: 200, json: { submissionId: anyUuid } })

  const [first, second, third, fourth] = await polls(created, 4)
  expect(first).toEqual({ orderId: null, status: 'Accepted', errors: null, referenceId: '87' })
  expect(second).toEqual({ orderId: null, status: 'Processing', errors: null, referenceId: '87' })
  expect(third).toMatchSnapshot()
  expect(fourth).toEqual(third)
})

test('what an order reads as is what the contract says, by its strictest reading', async () => {
  const contract = await loadContract('dkhardware')
  const schema = contract.operations.find(({ id }) => id === 'getOrderStatus')?.replies[0]?.schema ?? ''
  const { send, polls } = await talk()
  const optional = ['customerNotes', 'shippingDiscount', 'handlingFee', 'billing', 'shipping', 'poNumber', 'сomment']
  const shortest = optional.reduce<Json>((body, member) => without(body, order([member])), changed(['total'], 57.05))
  for (const body of [exampleOrder, without(shortest, ['referenceId'])]) {
    const replies = await polls(await send(paths.createOrder, body), 3)
    expect(replies.at(-1)).toMatchObject({ status: 'Succeeded' })
    expect(replies.flatMap((reply) => contract.judge('strict', schema, reply))).toEqual([])
    expect(replies.flatMap((reply) => contract.judge('wide', schema, reply))).toEqual([])
  }
})

test('a reference that was used before fails the second order with the documented message', async () => {
  const { send, polls } = await talk()
  await send(paths.createOrder, exampleOrder)
  const [, , end] = await polls(await send(paths.createOrder, exampleOrder), 3)
  expect(end).toEqual({
    orderId: null,
    status: 'Failed',
    errors: ['Same reference ID already was used for another order or in another request'],
    referenceId: '87',
  })
})

test('what an order was charged, less what was given back, is its total', async () => {
  const { send, polls } = await talk()
  const [, , end] = await polls(await send(paths.createOrder, exampleOrder), 3)
  const payments = at(end, ['payload', 'payments']) as readonly { amount: number; paymentType: string }[]
  expect(payments.map(({ paymentType }) => paymentType)).toEqual(['Charge', 'Refund'])
  expect((payments[0]?.amount ?? 0) - (payments[1]?.amount ?? 0)).toBeCloseTo(58.05, 6)
})

test('an order without addresses and without the number of a purchase order reads as the documented example', async () => {
  const { send, polls } = await talk()
  const bare = ['billing', 'shipping', 'poNumber'].reduce<Json>(
    (body, member) => without(body, order([member])),
    exampleOrder,
  )
  const [, , end] = await polls(await send(paths.createOrder, bare), 3)
  expect(at(end, ['payload'])).toMatchObject({ orderIds: [], channel: null, payments: null, shipments: null })
})

test.each<[path: string, body: Json]>([
  [paths.createOrder, withAt(exampleOrder, ['customerOrder', 'customerId'], fixtures.failingCustomerId)],
  [paths.requestPayment, { customerOrder: { orderId: fixtures.failingOrderId } }],
  [paths.getOrderStatus, { submissionId: fixtures.failingSubmissionId }],
])('%s fails inside for the value that is there for it', async (path, body) => {
  const { send } = await talk()
  expect(await send(path, body)).toEqual({
    status: 500,
    json: { status: 500, title: 'System error.', traceId: anyUuid },
  })
})

test('payment for a cancelled order fails with the documented message', async () => {
  const { send, polls } = await talk()
  const [first, , end] = await polls(await send(paths.requestPayment, { customerOrder: { orderId: '538368' } }), 3)
  expect(first).toEqual({ orderId: null, status: 'Accepted', errors: null })
  expect(end).toEqual({
    orderId: '538368',
    status: 'Failed',
    errors: ["Order payment could not be requested for order at status 'Cancelled'"],
  })
})

test('payment succeeds for the payable order and for one that was just created', async () => {
  const { send, polls } = await talk()
  const [, , created] = await polls(await send(paths.createOrder, exampleOrder), 3)
  for (const orderId of ['517231', (created as { orderId: string }).orderId]) {
    const [, , end] = await polls(await send(paths.requestPayment, { customerOrder: { orderId } }), 3)
    expect(end).toEqual({ orderId, status: 'Succeeded', errors: null })
  }
})

test('payment for an unknown order is taken and then fails', async () => {
  const { send, polls } = await talk()
  const [, , end] = await polls(await send(paths.requestPayment, { customerOrder: { orderId: 'no such order' } }), 3)
  expect(end).toMatchObject({ orderId: 'no such order', status: 'Failed', errors: [expect.any(String)] })
})

test.each<[what: string, body: Json, errors: JsonObject]>([
  [
    'no unit cost',
    changed(['items', 1, 'unitCost'], null),
    { 'items[1].unitCost': ["'unit Cost' must not be empty."] },
  ],
  ['an empty zip', changed(['billing', 'zip'], ''), { 'billing.zip': ["'zip' must not be empty."] }],
  ['a number for an id', changed(['customerId'], 424726), { customerId: ["'customer Id' must be of type string."] }],
  ['money as text', changed(['shippingTax'], '1.05'), { shippingTax: ["'shipping Tax' must be a number."] }],
  ['a day that never was', changed(['orderDateUtc'], '2023-02-29T00:00:00Z'), { orderDateUtc: [expect.any(String)] }],
  ['a date without Z', changed(['orderDateUtc'], '2023-02-28T00:00:00'), { orderDateUtc: [expect.any(String)] }],
  ['a wrong total', changed(['total'], 58.06), { total: [expect.any(String)] }],
  ['a gap in line positions', changed(['items', 1, 'linePosition'], 3), { items: [expect.any(String)] }],
  ['no items', changed(['items'], []), { items: [expect.any(String)], total: [expect.any(String)] }],
  ['an ASCII comment that is too long', changed(['comment'], 'x'.repeat(1001)), { comment: [expect.any(String)] }],
  ['a garbled comment that is too long', changed(['—Åomment'], 'x'.repeat(1001)), { '—Åomment': [expect.any(String)] }],
  [
    'an addon without code',
    changed(['items', 0, 'addons', 0], { price: 0 }),
    { 'items[0].addons[0].code': [expect.any(String)] },
  ],
  ['a long reference', withAt(exampleOrder, ['referenceId'], 'x'.repeat(65)), { referenceId: [expect.any(String)] }],
  ['no order', { referenceId: '1' }, { customerOrder: ["'customer Order' must not be empty."] }],
  ['an array for a body', [exampleOrder], { $: [expect.any(String)] }],
])('an order with %s is refused by the name of the field', async (_, body, errors) => {
  const { send } = await talk()
  expect(await send(paths.createOrder, body)).toEqual(invalid(errors))
})

test('texts are counted in code points', async () => {
  const { send } = await talk()
  const mpn: Path = ['items', 0, 'mpn']
  expect((await send(paths.createOrder, changed(mpn, '𝟙'.repeat(50)))).status).toBe(200)
  expect((await send(paths.createOrder, changed(mpn, '𝟙'.repeat(51)))).status).toBe(400)
})

test.each<[what: string, init: RequestInit, reply: unknown]>([
  ['no token', { headers: { authorization: 'none' } }, { status: 401, json: expect.objectContaining({ status: 401 }) }],
  ['another token', { headers: { authorization: 'Bearer x' } }, { status: 401, json: expect.anything() }],
  ['no User-Id', { headers: { 'user-id': 'none' } }, invalid({ 'User-Id': ["'User-Id' must not be empty."] })],
  ['a long User-Id', { headers: { 'user-id': 'x'.repeat(65) } }, invalid({ 'User-Id': [expect.any(String)] })],
  ['a long User-Name', { headers: { 'user-name': 'x'.repeat(301) } }, invalid({ 'User-Name': [expect.any(String)] })],
  ['another method', { method: 'PUT' }, { status: 405, json: expect.objectContaining({ status: 405 }) }],
  [
    'another media type',
    { headers: { 'content-type': 'text/plain' } },
    invalid({ 'Content-Type': [expect.any(String)] }),
  ],
  ['an empty body', { body: '' }, invalid({ $: [expect.any(String)] })],
  ['half a body', { body: '{"customerOrder":' }, invalid({ $: [expect.any(String)] })],
  ['no JSON', { body: 'order' }, invalid({ $: [expect.any(String)] })],
])('a call with %s is refused', async (_, init, reply) => {
  const { send } = await talk()
  expect(await send(paths.createOrder, exampleOrder, init)).toEqual(reply)
  expect(await send(paths.requestPayment, { customerOrder: { orderId: '517231' } }, init)).toEqual(reply)
  expect(await send(paths.getOrderStatus, { submissionId: 'x' }, init)).toEqual(reply)
})

test('a charset beside the media type is welcome', async () => {
  const { send } = await talk()
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  expect((await send(paths.createOrder, exampleOrder, { headers })).status).toBe(200)
})

test('the status of a submission that never was is not found', async () => {
  const { send } = await talk()
  expect(await send(paths.getOrderStatus, { submissionId: 'x'.repeat(64) })).toMatchObject({ status: 404 })
  expect(await send(paths.getOrderStatus, { submissionId: 'x'.repeat(65) })).toEqual(
    invalid({ submissionId: ["'submission Id' must be 64 characters or fewer."] }),
  )
})

test('the same requests get the same ids, whatever their order', async () => {
  const bodies = [exampleOrder, exampleOrder, withAt(exampleOrder, ['referenceId'], '88')]
  const run = async (order: readonly Json[]) => {
    const { send, polls } = await talk()
    const replies = await Promise.all(order.map(async (body) => polls(await send(paths.createOrder, body), 3)))
    return replies.map((reply) => JSON.stringify(reply.at(-1))).sort()
  }
  expect(await run(bodies)).toEqual(await run([...bodies].reverse()))
})

test('the event is sent once, when the order has been created', async () => {
  const events: unknown[] = []
  const receiver = createServer(async (request, response) => {
    events.push(JSON.parse(await text(request)))
    response.end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  closing.push(() => void receiver.close())
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`

  const { send, polls } = await talk({ webhook: { url, secret: 'webhook-secret' } })
  const [, , end] = await polls(await send(paths.createOrder, exampleOrder), 4)
  await expect
    .poll(() => events)
    .toEqual([
      {
        event: 'customer-order:changed',
        secret: 'webhook-secret',
        payload: { orderIds: [(end as { orderId: string }).orderId], date: expect.stringMatching(/Z$/) },
      },
    ])
})

test('an unknown fault is refused with the nearest ids', async () => {
  await expect(dkhardware.start({ faults: ['stal-at-createOrder'] })).rejects.toThrow(/Nearest: stall-at-createOrder/)
})
