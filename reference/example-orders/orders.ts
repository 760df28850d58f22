import type { Json, JsonObject } from '../../core/json.ts'
import { newCounter, newThings, type Things } from '../engine/things.ts'
import { isLine } from './rules.ts'

export type Order = {
  readonly id: string
  readonly isCancelled: boolean
  readonly currency: Json
  readonly items: Json
  readonly note: Json
  /** In cents, as is what was refunded. */
  readonly total: number
  readonly refunded: number
}

/** All that the service remembers. */
export type State = {
  /** How often something was made before. */
  readonly count: (what: string) => number
  readonly orders: Things<Order>
  /** In the order in which they were made. */
  readonly ids: string[]
  /** By key: the body that came with it, and the order that it made. */
  readonly keys: Things<{ readonly text: string; readonly id: string }>
}

export const newState = (): State => ({
  count: newCounter(),
  orders: newThings(),
  ids: [],
  keys: newThings(),
})

export const totalOf = (items: Json | undefined): number =>
  Array.isArray(items)
    ? items.filter(isLine).reduce((sum, { quantity, unit_price: price }) => sum + quantity * price, 0)
    : 0

/** The status follows from what happened to the order. */
export const statusOf = ({ isCancelled, refunded, total }: Order): string => {
  if (isCancelled) return 'cancelled'
  return refunded >= total ? 'refunded' : 'open'
}

/** No clock: every order is of one minute. */
const createdAt = '2024-02-29T10:45:15Z'

export const documentOf = (order: Order): JsonObject => ({
  order_id: order.id,
  status: statusOf(order),
  currency: order.currency,
  items: order.items,
  note: order.note,
  total: order.total,
  refunded: order.refunded,
  created_at: createdAt,
})
