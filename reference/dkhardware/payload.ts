import type { Json, JsonObject } from '../../core/json.ts'
import { digitsOf } from '../ids.ts'
import type { Addon, Address, Item, Order } from './order.ts'
import { comment } from './rules/create-order.ts'
import { spotsOf } from './rules/spots.ts'

export type User = { readonly id: string; readonly name: string }

/** The time to the second, in UTC. */
export const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`

/** The order as it is read: what was posted, and what the documented example shows beside it. */
export const payloadOf = (orderId: string, order: Order, user: User): JsonObject => ({
  orderId,
  orderIds: [],
  poNumber: fits(order.poNumber, 50),
  createdAt: now(),
  updatedAt: now(),
  total: order.total,
  currency: 'USD',
  status: 'New Web Orders Inquiry',
  statusId: '22',
  type: 'Orders',
  typeId: '2',
  customerId: order.customerId,
  customerNotes: order.customerNotes ?? null,
  channel: null,
  shippingMethod: order.shippingMethod,
  paymentMethod: { id: null, code: order.paymentMethodCode, name: order.paymentMethodCode },
  shippingPrice: order.shippingPrice,
  shippingTax: order.shippingTax,
  shippingDiscount: negative(order.shippingDiscount ?? 0),
  handlingFee: order.handlingFee ?? 0,
  createdBy: user,
  salesRep: user,
  billing: addressOf(order.billing),
  shipping: addressOf(order.shipping),
  items: order.items.map(itemOf),
  notes: [noteOf(orderId, order, user)],
  payments: null,
  shipments: null,
})

/** A posted poNumber has no limit, a read one has: what is too long is not shown. */
const fits = (text: string | null | undefined, longest: number): Json =>
  typeof text === 'string' && [...text].length <= longest ? text : null

/** Discounts are posted as positive amounts and read as negative ones. */
const negative = (amount: number): number => 0 - amount

const addressMembers = [
  ...['firstName', 'lastName', 'company', 'phone', 'altPhone', 'fax', 'zip', 'country', 'state', 'city'],
  ...['address1', 'address2', 'email'],
]

const addressOf = (address: Address | null | undefined): Json =>
  address ? Object.fromEntries(addressMembers.map((member) => [member, (address[member] ?? '') as string])) : null

const itemOf = (item: Item): JsonObject => ({
  itemId: item.itemId,
  productId: item.productId,
  unitPrice: item.unitPrice,
  unitCost: item.unitCost,
  quantity: item.quantity,
  linePosition: item.linePosition,
  lineComment: null,
  unitWeight: item.unitWeight,
  tax: item.tax,
  discount: negative(item.discount),
  mpn: item.mpn,
  itemName: item.itemName,
  productImage: `https://www.example.com/image?${new URLSearchParams({ product: item.productId })}`,
  productUrl: `https://www.example.com/product?${new URLSearchParams({ product: item.productId })}`,
  unitOfMeasure: { id: item.unitOfMeasure.id, name: item.unitOfMeasure.name ?? 'Each' },
  addons: item.addons?.map(addonOf) ?? null,
})

const addonOf = ({ code, title, price, cost }: Addon): JsonObject => ({
  code,
  title: title ?? null,
  price,
  cost: cost ?? null,
})

const noteOf = (orderId: string, order: Order, author: User): JsonObject => {
  const [said] = spotsOf([comment], order).filter(({ value }) => typeof value === 'string')
  return {
    noteId: digitsOf(7, 'note', orderId),
    author,
    message: `Additional comments: ${said?.value ?? 'none'}`,
    createdAt: now(),
    actionTypeCode: 'QuestionToSupport',
  }
}
