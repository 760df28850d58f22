import type { JsonObject } from '../../core/json.ts'

const address = {
  firstName: 'Zoë',
  lastName: 'Doe',
  company: 'Doe & Sons',
  phone: '202-555-0143',
  altPhone: '202-555-0144',
  fax: '202-555-0145',
  zip: '11122',
  country: 'US',
  state: 'NY',
  city: 'New York',
  address1: 'some st, 15',
  address2: 'floor 2',
  email: 'zoe@example.com',
}

const item = {
  itemId: 'line-1',
  productId: '17',
  unitPrice: 10,
  unitCost: 4,
  unitWeight: 113,
  unitOfMeasure: { id: '17', name: 'Box' },
  quantity: 3,
  linePosition: 1,
  tax: 2,
  discount: 1,
  mpn: 'SCW103N',
  itemName: 'Satin Anodized Cashier Window Unit, Größe M',
  addons: [{ code: 'engraving', title: 'Engraving', price: 0, cost: 0 }],
}

/** The documents' valid request with every member that their tables name, and a second item. */
export const exampleOrder: JsonObject = {
  referenceId: '87',
  customerOrder: {
    customerId: '424726',
    customerNotes: `Cut to 1 m 𝟙. ${'Mind the edges. '.repeat(20)}`,
    shippingPrice: 10,
    shippingTax: 1.05,
    shippingDiscount: 2,
    handlingFee: 3,
    total: 58.05,
    billing: address,
    shipping: { ...address, zip: '11123', city: 'Albany' },
    items: [
      item,
      { ...item, itemId: 'line-2', quantity: 1, unitPrice: 15, linePosition: 2, tax: 0, discount: 0, mpn: 'SCW104N' },
    ],
    сomment: 'By the side door',
    responseTime: 'FiveDays',
    paymentMethodCode: 'credit-card',
    poNumber: 'PO-17',
    orderDateUtc: '2024-02-29T10:45:15Z',
    shippingMethod: 'Standard Ground',
  },
}
