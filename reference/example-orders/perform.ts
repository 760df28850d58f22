import { isObject, type JsonObject, objectOf } from '../../core/json.ts'
import type { Answer } from '../engine/answer.ts'
import { type Call, contentOf } from '../engine/call.ts'
import type { Refusal } from '../engine/problem.ts'
import type { Context } from '../engine/service.ts'
import { documentOf, type Order, type State, statusOf, totalOf } from './orders.ts'

type Shop = Context<State, Order>

export const problem = ({ status, type = 'error', at = '', message = '', headers = {} }: Refusal): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: { type: `https://orders.example.com/problems/${type}`, title: type, status, detail: `${at} ${message}`.trim() },
})

const said = (status: number, body: JsonObject): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body,
})

/** What a fault lets through breaks a rule all the same: it is answered like an order and comes to nothing. */
const nothing: Order = {
  id: 'nothing',
  isCancelled: false,
  currency: 'EUR',
  items: [],
  note: null,
  total: 100,
  refunded: 0,
}

export const perform = (shop: Shop, call: Call): Answer => {
  const { memory, soundness } = shop
  if (call.operation === 'listOrders')
    return said(200, { orders: memory.ids.flatMap((id) => [memory.orders.get(id)].flatMap(shownIn)) })
  if (soundness === 'unsound') return said(call.operation === 'createOrder' ? 201 : 200, documentOf(nothing))
  if (call.operation === 'createOrder') return createOrder(shop, call)
  const order = memory.orders.get(call.parameters['order_id'] ?? '')
  if (!order) return problem({ status: 404, type: 'unknown-order', message: 'There is no such order.' })
  switch (call.operation) {
    case 'cancelOrder':
      return cancelOrder(shop, call, order)
    case 'refundOrder':
      return refundOrder(shop, call, order)
    default:
      return said(200, documentOf(order))
  }
}

const shownIn = (order: Order | undefined): readonly JsonObject[] => (order ? [documentOf(order)] : [])

const createOrder = ({ memory, hooks }: Shop, call: Call): Answer => {
  const key = call.headers.get('idempotency-key') ?? ''
  const used = hooks.slips('keys are forgotten') ? undefined : memory.keys.get(key)
  const before = used && memory.orders.get(used.id)
  if (used && before && (used.text === call.text || hooks.slips('keys stand for anything')))
    return said(201, documentOf(before))
  if (used) return problem({ status: 409, type: 'key-reused', message: 'The key came with another body.' })
  const isShared = hooks.slips('noted orders share an id') && typeof contentsOf(call).note === 'string'
  const id = isShared ? 'order-noted' : `order-${memory.count('order') + 1}`
  const order = hooks.stores({ id, ...contentsOf(call), isCancelled: false, refunded: 0 }, call)
  memory.keys.keep(key, { text: call.text, id })
  if (!hooks.slips('orders are not listed')) memory.ids.push(id)
  memory.orders.keep(id, order)
  return said(201, documentOf({ ...order, ...contentsOf(call) }))
}

const contentsOf = (call: Call): Pick<Order, 'currency' | 'items' | 'note' | 'total'> => {
  // The rules have been checked: the body is an order.
  const { currency = '', items = [], note = null } = objectOf(contentOf(call))
  return { currency, items, note, total: totalOf(items) }
}

const notOpen: Refusal = { status: 409, type: 'not-open', message: 'The order is not open.' }

const cancelOrder = ({ memory, hooks }: Shop, call: Call, order: Order): Answer => {
  const isFree = order.refunded === 0 || hooks.slips('refunded orders are cancelled')
  const isOpen = statusOf(order) === 'open' || hooks.slips('closed orders are cancelled')
  if (!isFree || !isOpen) return problem(notOpen)
  const cancelled = { ...order, isCancelled: true }
  if (!hooks.slips('cancelling is lost')) memory.orders.keep(order.id, hooks.stores(cancelled, call))
  return said(200, documentOf(cancelled))
}

const refundOrder = ({ memory, hooks }: Shop, call: Call, order: Order): Answer => {
  const body = contentOf(call)
  const amount = isObject(body) ? Number(body['amount']) : 0
  if (statusOf(order) !== 'open' && !hooks.slips('closed orders are refunded')) return problem(notOpen)
  if (amount > order.total - order.refunded && !hooks.slips('more than all is refunded'))
    return problem({ status: 409, type: 'too-much', message: 'So much is not left of the total.' })
  const refunded = { ...order, refunded: order.refunded + amount }
  if (!hooks.slips('refunds are lost')) memory.orders.keep(order.id, hooks.stores(refunded, call))
  return said(200, documentOf(refunded))
}
