import { isText, type JsonObject } from '../../../core/json.ts'
import type { Refusal } from '../../engine/problem.ts'
import { objectOf } from '../call.ts'
import { orderDocument } from '../documents.ts'

import { canBecome, type Order, type Status } from '../order.ts'
import type { ShopHooks } from '../service.ts'
import { type Act, change, conflict, found, withCustom } from './act.ts'

export const updateOrder: Act = (service, call) => {
  const { hooks } = service
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const { order } = asked
  const body = objectOf(call)
  // Of the rest nothing is considered.
  const refusal = conflict(service, call, order)
  if (refusal && hooks.slips('stale updates are kept'))
    service.state.keep({ ...order, custom: customWith(order.custom, body, hooks) })
  if (refusal) return { refusal }
  const status = (body['status'] ?? order.status) as Status
  const isBeside = Object.keys(body).length > 1 && hooks.slips('new orders can be completed with more')
  const isPassed = isBeside && order.status === 'created' && status === 'completed'
  if (status !== order.status && !isPassed && !isAllowed(order, status, hooks)) {
    if (hooks.slips('refused status is kept') && status === 'replaced') service.state.keep({ ...order, status })
    return { refusal: notPossible(order.status, status) }
  }
  const custom = customWith(order.custom, body, hooks)
  const changed = change(service, {
    ...order,
    status: hooks.slips('status is not kept') ? order.status : status,
    custom:
      hooks.slips('order total is writable') && 'order_total' in body
        ? { ...custom, order_total: body['order_total'] ?? 0 }
        : hooks.slips('parts of orders are writable') && 'site_id' in body
          ? { ...custom, site_id: body['site_id'] ?? '' }
          : custom,
    channel: hooks.slips('channel is a marketplace') ? 'marketplace' : 'storefront',
  })
  return { document: orderDocument({ ...changed, status }) }
}

const customWith = (before: JsonObject, body: JsonObject, hooks: ShopHooks): JsonObject => {
  if (hooks.slips('custom properties are lost')) return before
  const named = Object.entries(body).filter(([name]) => name.startsWith('c_'))
  const isHalved = named.length > 1 && hooks.slips('of two custom properties one is set')
  const custom = withCustom(before, isHalved ? Object.fromEntries(named.slice(0, 1)) : body)
  if (hooks.slips('true is no text'))
    return Object.fromEntries(Object.entries(custom).map(([name, value]) => [name, value === 'true' ? true : value]))
  if (hooks.slips('numbers are of 32 bits'))
    return Object.fromEntries(
      Object.entries(custom).map(([name, value]) => [name, Number.isInteger(value) ? Number(value) | 0 : value]),
    )
  if (hooks.slips('long custom properties are cut'))
    return Object.fromEntries(
      Object.entries(custom).map(([name, value]) => [name, isText(value) ? value.slice(0, 200) : value]),
    )
  if (named.length === 0 && 'status' in body && hooks.slips('statuses clear custom properties')) return {}
  if (hooks.slips('other custom properties go')) return withCustom({}, body)
  if (hooks.slips('made-up custom properties go') && 'c_assayNumber' in body)
    return withCustom(custom, { c_replaced: null })
  return custom
}

const isAllowed = ({ status: from, notes }: Order, to: Status, hooks: ShopHooks): boolean => {
  if (from === 'created' && to === 'failed')
    return !hooks.slips('failing is refused') && !(notes.length > 0 && hooks.slips('orders with notes do not fail'))
  if (from === 'created')
    return hooks.slips('any status is taken') || (to === 'open' && hooks.slips('new orders can be opened'))
  if (from === 'failed' && hooks.slips('failed orders revive')) return true
  if (from === 'failed' && to === 'completed' && hooks.slips('failed orders are completed')) return true
  if (from === 'cancelled' && hooks.slips('cancelled orders revive')) return true
  if (from === 'completed' && to === 'created' && hooks.slips('completed orders go back')) return true
  if (canBecome(from, to)) return !hooks.slips('placed orders stay')
  return (from === 'new' || from === 'open') && hooks.slips('placed orders go back')
}

const notPossible = (from: Status, to: Status): Refusal => {
  const [statusFrom, statusTo] = [from.toUpperCase(), to.toUpperCase()]
  return {
    status: 400,
    type: 'StatusTransitionNotPossible',
    details: { statusFrom, statusTo },
    message: `Status transition from '${statusFrom}' to '${statusTo}' not possible.`,
  }
}
