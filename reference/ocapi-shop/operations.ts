import type { Operation } from '../engine/service.ts'

export type OperationId =
  | 'submitBasket'
  | 'submitBasketWithOrderNo'
  | 'getOrder'
  | 'updateOrder'
  | 'addNote'
  | 'getNotes'
  | 'removeNote'
  | 'addPaymentInstrument'
  | 'updatePaymentInstrument'
  | 'removePaymentInstrument'
  | 'getPaymentMethods'

type Route = Operation & { readonly id: OperationId }

const order = '/orders/:order_no'
const instruments = `${order}/payment_instruments`

export const routes: readonly Route[] = [
  { id: 'submitBasket', method: 'POST', path: '/orders' },
  { id: 'submitBasketWithOrderNo', method: 'PUT', path: order },
  { id: 'getOrder', method: 'GET', path: order },
  { id: 'updateOrder', method: 'PATCH', path: order },
  { id: 'addNote', method: 'POST', path: `${order}/notes` },
  { id: 'getNotes', method: 'GET', path: `${order}/notes` },
  { id: 'removeNote', method: 'DELETE', path: `${order}/notes/:note_id` },
  { id: 'addPaymentInstrument', method: 'POST', path: instruments },
  { id: 'updatePaymentInstrument', method: 'PATCH', path: `${instruments}/:payment_instrument_id` },
  { id: 'removePaymentInstrument', method: 'DELETE', path: `${instruments}/:payment_instrument_id` },
  { id: 'getPaymentMethods', method: 'GET', path: `${order}/payment_methods` },
]

export const operationIds: readonly OperationId[] = routes.map(({ id }) => id)

export const contract = 'ocapi-shop'

/** The full id of a requirement of this contract. */
export const requirementId = (tail: string): string => `${contract}/${tail}`

/** The method that an operation is called by. */
export const methodOf = (operation: string): string => routes.find(({ id }) => id === operation)?.method ?? ''
