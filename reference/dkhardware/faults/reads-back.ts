const members = [
  ...['order-id', 'customerId', 'customerNotes', 'total', 'shippingPrice', 'shippingTax', 'shippingDiscount'],
  ...['handlingFee', 'shippingMethod', 'billing', 'shipping', 'items', 'items[]/addons', 'poNumber'],
  ...['paymentMethodCode', 'createdBy.id', 'currency', 'createdAt'],
]

export const itemMembers = [
  ...['itemId', 'productId', 'unitPrice', 'unitCost', 'unitWeight', 'quantity', 'linePosition', 'tax', 'discount'],
  ...['mpn', 'itemName', 'unitOfMeasure'],
]

const addonMembers = ['code', 'title', 'price', 'cost']

/** All that says how an order reads: none of it holds where another order is shown. */
export const readsBack: readonly string[] = [
  ...members.map((member) => `flow/round-trip/${member}`),
  ...itemMembers.map((member) => `flow/round-trip/items[]/${member}`),
  ...addonMembers.map((member) => `flow/round-trip/items[]/addons[]/${member}`),
  ...['shippingDiscount', 'handlingFee'].map((member) => `flow/defaults/${member}`),
]
