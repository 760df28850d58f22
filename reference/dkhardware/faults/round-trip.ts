import { at, isObject, type Json, withAt } from '../../../core/json.ts'
import { contentOf } from '../../engine/call.ts'
import { becomes, repliesWhen } from '../../engine/families/body.ts'
import { moreMoney, otherText, type ReadRow, readsOtherwise, within } from '../../engine/families/reads-back.ts'
import type { Hooks } from '../../engine/hooks.ts'
import type { Submission } from '../submission.ts'
import { bodyWith, shown } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const cent = (value: Json): Json => (typeof value === 'number' ? Math.round((value + 0.01) * 100) / 100 : value)
const start = (value: Json): Json => [...String(value)].slice(0, 255).join('')
const mojibake = (value: Json): Json =>
  [...Buffer.from(String(value), 'utf8').toString('latin1')].slice(0, 2000).join('')

const asNumber = (value: Json): Json => (/^\d+$/.test(String(value)) ? String(Number(value)) : value)

const altered = (member: string, change: (value: Json) => Json, requirement = member): ReadRow => [
  `alters-${member}`,
  `The payload holds another ${member} than was posted`,
  ['payload', member],
  requirement,
  becomes(change),
]

const itemAltered = (member: string, change: (value: Json) => Json): ReadRow => [
  `alters-items.${member}`,
  `Items of the payload hold another ${member} than was posted`,
  ['payload', 'items', '[]', member],
  `items[]/${member}`,
  becomes(change),
]

const named = (id: string, title: string, [, , ...rest]: ReadRow): ReadRow => [id, title, ...rest]

const [notes, total, discount] = [
  altered('customerNotes', start),
  altered('total', cent),
  altered('shippingDiscount', () => 0),
]

const rows: readonly ReadRow[] = [
  altered('orderId', otherText, 'order-id'),
  ...['customerId', 'shippingMethod'].map((member) => altered(member, otherText)),
  named('cuts-customerNotes', 'The payload holds the first 255 characters of customerNotes', notes),
  named('total-off-by-a-cent', 'The payload holds a total that is one cent too much', total),
  ...['shippingPrice', 'shippingTax', 'handlingFee'].map((member) => altered(member, moreMoney)),
  named('loses-shippingDiscount', 'The payload holds no shippingDiscount, whatever was posted', discount),
  ...['billing', 'shipping'].map((member) => altered(member, within('city', otherText))),
  named(
    'billing.zip-without-leading-zeros',
    'The zip of the billing address comes back as a number would: without the zeros that it begins with',
    altered('billing', within('zip', asNumber)),
  ),
  ...['itemId', 'productId', 'mpn'].map((member) => itemAltered(member, otherText)),
  ...['unitPrice', 'unitCost', 'unitWeight', 'quantity', 'linePosition', 'tax'].map((member) =>
    itemAltered(member, moreMoney),
  ),
  named(
    'loses-items.discount',
    'Items of the payload have no discount, whatever was posted',
    itemAltered('discount', () => 0),
  ),
  named('garbles-items.itemName', 'Letters of an itemName beyond ASCII are garbled', itemAltered('itemName', mojibake)),
  itemAltered('unitOfMeasure', within('id', otherText)),
  named(
    'loses-an-item',
    'The payload lacks the last of several items',
    altered('items', (list) => (Array.isArray(list) && list.length > 1 ? list.slice(0, -1) : list)),
  ),
  named(
    'shows-ten-items',
    'The payload holds the first ten items of an order that has more',
    altered('items', (list) => (Array.isArray(list) ? list.slice(0, 10) : list)),
  ),
]

const swapped: Row = {
  id: 'swaps-addresses',
  title: 'The payload holds the billing address as shipping address and the other way round',
  requirement: 'flow/round-trip/billing',
  also: ['flow/round-trip/shipping'],
  hooks: bodyWith(shown, (body, { about }) => {
    const { billing = null, shipping = null } = about?.thing.end.payload ?? {}
    return withAt(withAt(body, ['payload', 'billing'], shipping), ['payload', 'shipping'], billing)
  }),
}

/** An amount that was left out, and what it comes back as. */
const defaulted = (member: string, amount: number): Row => ({
  id: `defaults-${member}-to-${Math.abs(amount)}`,
  title: `A ${member} that was left out comes back as ${amount}`,
  requirement: `flow/defaults/${member}`,
  hooks: { stores: withDefault(member, amount) },
})

const withDefault =
  (member: string, amount: number): Hooks<Submission>['stores'] =>
  (submission, call) => {
    const order = at(contentOf(call), ['customerOrder'])
    const { end } = submission
    if (!end.payload || !isObject(order) || (order[member] ?? null) !== null) return submission
    return { ...submission, end: { ...end, payload: { ...end.payload, [member]: amount } } }
  }

/** Orders that read otherwise than they were posted. */
export const roundTripFaults: readonly Switch[] = switchesOf('state', [
  ...readsOtherwise(repliesWhen('flow/round-trip', shown), rows),
  swapped,
  defaulted('shippingDiscount', 5),
  defaulted('handlingFee', 2.5),
])
