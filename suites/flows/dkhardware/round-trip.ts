import type { Evidence } from '../../../core/finding.ts'
import { open, untried } from '../../../core/finding.ts'
import { isObject, type Json, type JsonObject } from '../../../core/json.ts'
import type { Conversation } from '../../conversation.ts'
import { claim } from '../story.ts'
import { payloadOf, whyFailed } from './status-rules.ts'
import type { StatusReading, Submission } from './submission.ts'

/**
 * How a posted value and the one that comes back relate. `same` and `fair` are readings of the document: the strict
 * one, and a wider one with the contradiction that allows it.
 */
type Rule = {
  readonly member: string
  readonly same: (posted: Json, received: Json) => boolean
  readonly fair?: { readonly ambiguity: number; readonly holds: (posted: Json, received: Json) => boolean }
}

const isText = (posted: Json, received: Json): boolean => String(posted) === String(received)
const isNumber = (posted: Json, received: Json): boolean =>
  received !== null && Math.abs(Number(posted) - Number(received)) < 0.000_001
const isNegated = (posted: Json, received: Json): boolean => isNumber(-Number(posted), received)
const anything = (): boolean => true

const text = (member: string): Rule => ({ member, same: isText })
const number = (member: string): Rule => ({ member, same: isNumber })
/** Discounts are posted as positive amounts and shown as negative ones in the example. */
const discount = (member: string): Rule => ({ member, same: isNegated, fair: { ambiguity: 8, holds: isNumber } })

const orderRules: readonly Rule[] = [
  text('customerId'),
  {
    ...text('customerNotes'),
    fair: { ambiguity: 53, holds: (posted, received) => String(received).includes(String(posted)) },
  },
  number('total'),
  number('shippingPrice'),
  number('shippingTax'),
  discount('shippingDiscount'),
  number('handlingFee'),
  { ...text('shippingMethod'), fair: { ambiguity: 26, holds: (_, received) => received === null } },
  { member: 'billing', same: isSameAddress },
  { member: 'shipping', same: isSameAddress },
]

const itemRules: readonly Rule[] = [
  { ...text('itemId'), fair: { ambiguity: 4, holds: anything } },
  text('productId'),
  number('unitPrice'),
  { ...number('unitCost'), fair: { ambiguity: 9, holds: (_, received) => Number.isFinite(Number(received)) } },
  number('unitWeight'),
  number('quantity'),
  { ...number('linePosition'), fair: { ambiguity: 4, holds: anything } },
  number('tax'),
  discount('discount'),
  text('mpn'),
  text('itemName'),
  {
    member: 'unitOfMeasure',
    same: (posted, received) =>
      isObject(posted) && isObject(received) && String(posted['id']) === String(received['id']),
  },
]

/** Members that were sent come back; members that were not may be filled in from the customer's record (ambiguity 10). */
function isSameAddress(posted: Json, received: Json): boolean {
  if (!isObject(posted) || !isObject(received)) return false
  return Object.entries(posted).every(([name, value]) => !(name in received) || value === received[name])
}

const base = 'flow/round-trip'
export const roundTripFacets: readonly string[] = [
  `${base}/order-id`,
  ...orderRules.map(({ member }) => `${base}/${member}`),
  `${base}/items`,
  ...itemRules.map(({ member }) => `${base}/items[]/${member}`),
]

export const defaultFacets: readonly string[] = ['flow/defaults/shippingDiscount', 'flow/defaults/handlingFee']

type Trip = { readonly submitted: Submission; readonly last: StatusReading; readonly facets: readonly string[] }

/** Compares the payload with what was posted. */
export const roundTrip = (conversation: Conversation, { submitted, last, facets }: Trip): readonly Evidence[] => {
  const order = submitted.posted['customerOrder']
  const payload = payloadOf(last)
  const silent = (reason: string) => facets.map((facet) => untried(conversation.session.id(facet), reason))
  if (last.body['status'] === 'Failed') {
    return facets.map((facet) => open(conversation.session.id(facet), whyFailed(last)))
  }
  if (!payload || !isObject(order)) return silent('the status carries no payload')
  const compare = comparer(conversation, last)
  if (facets === defaultFacets) {
    return defaultFacets.map((facet) => {
      const member = facet.split('/').at(-1) ?? ''
      return compare(facet, `/payload/${member}`, { rule: number(member), posted: 0, received: payload[member] })
    })
  }
  const ofOrder = orderRules.map((rule) =>
    compare(`${base}/${rule.member}`, `/payload/${rule.member}`, {
      rule,
      posted: order[rule.member] as Json,
      received: payload[rule.member],
    }),
  )
  return [
    compare(`${base}/order-id`, '/payload/orderId', {
      rule: text('orderId'),
      posted: last.body['orderId'] as Json,
      received: payload['orderId'],
    }),
    ...ofOrder,
    ...itemEvidence(conversation, last, {
      posted: order['items'] as readonly JsonObject[],
      received: payload['items'],
      compare,
    }),
  ]
}

type Compared = { readonly rule: Rule; readonly posted: Json; readonly received: Json | undefined }
type Compare = (facet: string, at: string, compared: Compared) => Evidence

const comparer =
  (conversation: Conversation, last: StatusReading): Compare =>
  (facet, at, { rule, posted, received }) => {
    if (received === undefined) return untried(conversation.session.id(facet), `the payload holds no ${rule.member}`)
    const fair = rule.fair?.holds(posted, received) === true ? { ambiguities: [rule.fair.ambiguity] } : {}
    return claim(conversation, last.exchange, {
      requirement: facet,
      holds: rule.same(posted, received),
      message: `${rule.member} does not come back as it was posted`,
      at,
      expected: JSON.stringify(posted),
      received,
      ...fair,
    })
  }

type Items = { readonly posted: readonly JsonObject[]; readonly received: Json | undefined; readonly compare: Compare }

const itemEvidence = (
  conversation: Conversation,
  last: StatusReading,
  { posted, received, compare }: Items,
): readonly Evidence[] => {
  const facets = [`${base}/items`, ...itemRules.map(({ member }) => `${base}/items[]/${member}`)]
  if (received === undefined)
    return facets.map((facet) => untried(conversation.session.id(facet), 'the payload holds no items'))
  const items = Array.isArray(received) ? (received as readonly Json[]) : []
  const counted = claim(conversation, last.exchange, {
    requirement: `${base}/items`,
    holds: Array.isArray(received) && items.length === posted.length,
    message: 'The payload holds another number of items than were posted',
    at: '/payload/items',
    expected: `${posted.length} items`,
    received: Array.isArray(received) ? `${items.length} items` : received,
  })
  if (counted.verdict !== 'pass') return [counted]
  const pairs = paired(posted, items)
  return [
    counted,
    ...itemRules.flatMap((rule) =>
      pairs.map(([one, other], index) =>
        compare(`${base}/items[]/${rule.member}`, `/payload/items/${index}/${rule.member}`, {
          rule,
          posted: one[rule.member] as Json,
          received: isObject(other) ? (other[rule.member] as Json) : undefined,
        }),
      ),
    ),
  ]
}

/** By line position where the target keeps it, else in the order in which they stand. */
const paired = (posted: readonly JsonObject[], received: readonly Json[]): readonly (readonly [JsonObject, Json])[] => {
  const position = (item: Json) => (isObject(item) ? Number(item['linePosition']) : Number.NaN)
  const keeps = posted.every((item) => received.filter((other) => position(other) === position(item)).length === 1)
  return posted.map((item, index) => [
    item,
    (keeps ? received.find((other) => position(other) === position(item)) : received[index]) as Json,
  ])
}
