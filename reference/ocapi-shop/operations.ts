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

export type Route = { readonly operation: OperationId; readonly method: string; readonly path: string }

const order = '/orders/:order_no'
const instruments = `${order}/payment_instruments`

export const routes: readonly Route[] = [
  { operation: 'submitBasket', method: 'POST', path: '/orders' },
  { operation: 'submitBasketWithOrderNo', method: 'PUT', path: order },
  { operation: 'getOrder', method: 'GET', path: order },
  { operation: 'updateOrder', method: 'PATCH', path: order },
  { operation: 'addNote', method: 'POST', path: `${order}/notes` },
  { operation: 'getNotes', method: 'GET', path: `${order}/notes` },
  { operation: 'removeNote', method: 'DELETE', path: `${order}/notes/:note_id` },
  { operation: 'addPaymentInstrument', method: 'POST', path: instruments },
  { operation: 'updatePaymentInstrument', method: 'PATCH', path: `${instruments}/:payment_instrument_id` },
  { operation: 'removePaymentInstrument', method: 'DELETE', path: `${instruments}/:payment_instrument_id` },
  { operation: 'getPaymentMethods', method: 'GET', path: `${order}/payment_methods` },
]

export const operationIds: readonly OperationId[] = routes.map(({ operation }) => operation)

/** The full id of a requirement of this contract. */
export const requirementId = (tail: string): string => `ocapi-shop/${tail}`
