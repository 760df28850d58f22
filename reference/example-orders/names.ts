import type { Operation } from '../engine/service.ts'

export const contract = 'example-orders'

/** Fixed, reserved, and no secret. */
export const token = 'reference-token'

const order = '/orders/:order_id'

export const operations: readonly Operation[] = [
  { id: 'listOrders', method: 'GET', path: '/orders' },
  { id: 'createOrder', method: 'POST', path: '/orders' },
  { id: 'getOrder', method: 'GET', path: order },
  { id: 'cancelOrder', method: 'POST', path: `${order}/cancel` },
  { id: 'refundOrder', method: 'POST', path: `${order}/refund` },
]
