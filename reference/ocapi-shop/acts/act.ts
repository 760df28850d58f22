import type { JsonObject } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import type { Refusal } from '../../engine/problem.ts'
import { objectOf } from '../call.ts'
import { type Order, stateOf } from '../order.ts'
import type { Service } from '../service.ts'

export type Done = { readonly document: JsonObject } | { readonly refusal: Refusal }

/** Performs one operation. The request keeps every rule of its form. */
export type Act = (service: Service, call: Call) => Done

/** The order of the path, or why there is none to be had. */
export const found = (
  { state, hooks }: Service,
  call: Call,
): { readonly order: Order } | { readonly refusal: Refusal } => {
  const no = call.parameters['order_no'] ?? ''
  const order = state.order(no) ?? (hooks.slips('numbers may end otherwise') ? state.order(no.slice(0, -1)) : undefined)
  return order && !order.isForeign ? { order } : { refusal: unknownOrder(call) }
}

export const unknownOrder = ({ operation, parameters }: Call): Refusal => {
  const no = parameters['order_no'] ?? ''
  const message = `No order with number '${no}' was found.`
  if (operation === 'updateOrder') return { status: 404, type: 'NotFound', message }
  return { status: 404, type: 'OrderNotFound', details: { orderNumber: no }, message }
}

/** The state that was sent is not that of the order. In the body where there is one, else in the header. */
export const conflict = ({ hooks }: Service, call: Call, order: Order): Refusal | undefined => {
  const inBody = objectOf(call)['_resource_state']
  const inHeader = call.headers.get('x-dw-resource-state')
  const sent = typeof inBody === 'string' ? inBody : inHeader
  if (sent === null) return undefined
  const slip = typeof inBody === 'string' ? 'states are not compared' : 'state headers are not compared'
  const isStale = sent !== stateOf(order) || hooks.slips('states are always stale')
  const isSpared = call.operation === 'updatePaymentInstrument' && hooks.slips('states of instruments are not compared')
  if (!isStale || isSpared || hooks.slips(slip)) return undefined
  return { status: 409, type: 'ResourceStateConflict', details: { client: sent, server: stateOf(order) } }
}

/** Custom properties of a body; null takes one away. */
export const withCustom = (before: JsonObject, body: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...before, ...body }).filter(([name, value]) => name.startsWith('c_') && value !== null),
  )

/** Keeps a changed order. */
export const change = ({ state }: Service, order: Order): Order => {
  const changed = { ...order, revision: order.revision + 1 }
  state.keep(changed)
  return changed
}
