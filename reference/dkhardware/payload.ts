import type { Json, JsonObject } from '../../core/json.ts'
import { digitsOf } from '../engine/ids.ts'
import type { Addon, Address, Item, Order } from './order.ts'
import { comment } from './rules/create-order.ts'
import { spotsOf } from './rules/spots.ts'

export type User = { readonly id: string; readonly name: string }

/** The time to the second, in UTC. */
export const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`

/**
 * The order as it is read: what was posted, and what the documented example and the page it follows show beside it.
 *
 * An order with both addresses is paid and sent; one with the number of a purchase order came of a quote.
 */
export const payloadOf = (orderId: string, order: Order, user: User): JsonObject => ({
  orderId,
  ...relatedTo(orderId, order),
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
  shippingMethod: order.shippingMethod,
  paymentMethod: paymentMethodOf(order),
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
  payments: order.billing ? paymentsOf(orderId, order, user) : null,
  shipments: order.shipping ? [shipmentOf(orderId, order)] : null,
})

const relatedTo = (orderId: string, { poNumber }: Order): JsonObject => {
  if (typeof poNumber !== 'string') {
    return {
      orderIds: [],
      channel: null,
      parentQuoteId: null,
      replacementForOrderId: null,
      replacementOrderIds: null,
      returnIds: null,
    }
  }
  const other = (what: string): string => digitsOf(9, what, orderId)
  return {
    orderIds: [orderId],
    channel: 'Partner API',
    parentQuoteId: other('quote'),
    replacementForOrderId: other('replaced order'),
    replacementOrderIds: [other('replacement')],
    returnIds: [other('return')],
  }
}

const paymentMethodOf = ({ paymentMethodCode: code }: Order): JsonObject => ({
  id: digitsOf(2, 'payment method', code),
  code,
  name: code,
})

/** The order is charged before its discount on shipping, which is then given back: what is left is its total. */
const paymentsOf = (orderId: string, order: Order, user: User): Json => {
  const discount = order.shippingDiscount ?? 0
  const chargeId = digitsOf(7, 'charge', orderId)
  const shared = { user, paymentDate: now(), paymentMethod: paymentMethodOf(order) }
  const amount = Math.round((order.total + discount) * 100) / 100
  const charge = { paymentId: chargeId, originalPaymentId: null, amount, ...shared, paymentType: 'Charge' }
  const refundId = digitsOf(7, 'refund', orderId)
  const refund = {
    paymentId: refundId,
    originalPaymentId: chargeId,
    amount: discount,
    ...shared,
    paymentType: 'Refund',
  }
  return discount === 0 ? [charge] : [charge, refund]
}

const shipmentOf = (orderId: string, { shippingPrice }: Order): JsonObject => ({
  packages: [
    {
      packageId: digitsOf(7, 'package', orderId),
      trackingNumber: `1Z${digitsOf(16, 'tracking', orderId)}`,
      shipDate: now(),
      carrierName: 'UPS',
      service: 'UPS Ground',
      shippingPrice,
    },
  ],
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
  address ? Object.fromEntries(addressMembers.map((member) => [member, address[member] ?? ''])) : null

const itemOf = (item: Item): JsonObject => ({
  itemId: item.itemId,
  productId: item.productId,
  unitPrice: item.unitPrice,
  unitCost: item.unitCost,
  quantity: item.quantity,
  linePosition: item.linePosition,
  lineComment: item.addons && item.addons.length > 0 ? 'With add-ons' : null,
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
