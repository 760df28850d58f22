import { at, isObject, type Json, type JsonObject, withAt } from '../../../core/json.ts'
import { contentOf } from '../../engine/call.ts'
import type { Hooks } from '../../engine/hooks.ts'
import type { Submission } from '../submission.ts'
import { alters, altersItems, bodyWith, otherText, shown } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

/** The amount with one more; nothing stays nothing, so that defaults are kept. */
const more = (value: Json): Json =>
  typeof value === 'number' && value !== 0 ? Math.round((value + 1) * 100) / 100 : value

const altered = (member: string, change: (value: Json) => Json): Row => ({
  id: `alters-${member}`,
  title: `The payload holds another ${member} than was posted`,
  requirement: `flow/round-trip/${member}`,
  hooks: alters(shown, ['payload', member], change),
})

const itemAltered = (member: string, change: (value: Json) => Json): Row => ({
  id: `alters-items.${member}`,
  title: `Items of the payload hold another ${member} than was posted`,
  requirement: `flow/round-trip/items[]/${member}`,
  hooks: altersItems((item) => ({ ...item, [member]: change(item[member] ?? null) })),
})

const within =
  (member: string) =>
  (value: Json): Json =>
    isObject(value) ? withAt(value as JsonObject, [member], otherText((value as JsonObject)[member] ?? null)) : value
const cent = (value: Json): Json => (typeof value === 'number' ? Math.round((value + 0.01) * 100) / 100 : value)
const start = (value: Json): Json => [...String(value)].slice(0, 255).join('')
const mojibake = (value: Json): Json =>
  [...Buffer.from(String(value), 'utf8').toString('latin1')].slice(0, 2000).join('')

const members: readonly Row[] = [
  { ...altered('orderId', otherText), requirement: 'flow/round-trip/order-id' },
  altered('customerId', otherText),
  {
    ...altered('customerNotes', start),
    id: 'cuts-customerNotes',
    title: 'The payload holds the first 255 characters of customerNotes',
  },
  {
    ...altered('total', cent),
    id: 'total-off-by-a-cent',
    title: 'The payload holds a total that is one cent too much',
  },
  altered('shippingPrice', more),
  altered('shippingTax', more),
  altered('shippingMethod', otherText),
  altered('handlingFee', more),
  {
    ...altered('shippingDiscount', () => 0),
    id: 'loses-shippingDiscount',
    title: 'The payload holds no shippingDiscount, whatever was posted',
  },
  altered('billing', within('city')),
  altered('shipping', within('city')),
]

const items: readonly Row[] = [
  ...['itemId', 'productId', 'mpn'].map((member) => itemAltered(member, otherText)),
  ...['unitPrice', 'unitCost', 'unitWeight', 'quantity', 'linePosition', 'tax'].map((member) =>
    itemAltered(member, more),
  ),
  {
    ...itemAltered('discount', () => 0),
    id: 'loses-items.discount',
    title: 'Items of the payload have no discount, whatever was posted',
  },
  {
    ...itemAltered('itemName', mojibake),
    id: 'garbles-items.itemName',
    title: 'Letters of an itemName beyond ASCII are garbled',
  },
  itemAltered('unitOfMeasure', within('id')),
  {
    id: 'loses-an-item',
    title: 'The payload lacks the last of several items',
    requirement: 'flow/round-trip/items',
    hooks: alters(shown, ['payload', 'items'], (list) =>
      Array.isArray(list) && list.length > 1 ? list.slice(0, -1) : list,
    ),
  },
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
  ...members,
  ...items,
  swapped,
  defaulted('shippingDiscount', 5),
  defaulted('handlingFee', 2.5),
])
