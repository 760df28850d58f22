import { isObject } from '../../core/json.ts'
import type { JsonRules } from '../engine/json-stages.ts'
import {
  atLeast,
  atLeastElements,
  atLeastLong,
  atMost,
  atMostElements,
  atMostLong,
  type Kind,
  list,
  notNull,
  oneWord,
  plainInteger,
  present,
  rulesOf,
  text,
  wholeObject,
} from '../engine/kinds.ts'
import type { Rule } from '../engine/rule.ts'

const needed = (...kinds: readonly Kind[]): Kind => [...present, ...notNull, ...kinds.flat()]

const newOrder: readonly Rule[] = [
  ...rulesOf([], {
    '': wholeObject,
    currency: [...present, ...oneWord(['EUR', 'USD'])],
    items: needed(list, atLeastElements(1), atMostElements(20)),
    note: [...text, ...atMostLong(200)],
  }),
  ...rulesOf(['items', '[]'], {
    '': wholeObject,
    sku: needed(text, atLeastLong(1), atMostLong(40)),
    quantity: needed(plainInteger, atLeast(1), atMost(100)),
    unit_price: needed(plainInteger, atLeast(100), atMost(1_000_000)),
  }),
]

const refund: readonly Rule[] = rulesOf([], { '': wholeObject, amount: needed(plainInteger, atLeast(1)) })

const key: readonly Rule[] = rulesOf([], {
  'header.Idempotency-Key': [...present, ...atLeastLong(1), ...atMostLong(64)],
})

/** The tables of the document. */
export const rules: Readonly<Record<string, JsonRules>> = {
  createOrder: { headers: key, body: newOrder },
  refundOrder: { body: refund },
}

export const isLine = (
  value: unknown,
): value is { readonly sku: string; readonly quantity: number; readonly unit_price: number } =>
  isObject(value) && ['quantity', 'unit_price'].every((name) => typeof value[name] === 'number')
