import { type Field, rulesOf } from './fields.ts'
import type { Rule } from './rule.ts'

/** The member's first letter is U+0441, as in the documents. */
export const comment = '\u0441omment'

const order: readonly Field[] = [
  ['customerId', 'required', 'text', 64],
  ['customerNotes', 'optional', 'text', 8000],
  ['shippingPrice', 'required', 'money'],
  ['shippingTax', 'required', 'money'],
  ['shippingDiscount', 'optional', 'money'],
  ['handlingFee', 'optional', 'money'],
  ['total', 'required', 'money'],
  ['billing', 'optional', 'object'],
  ['shipping', 'optional', 'object'],
  ['items', 'required', 'list'],
  [comment, 'optional', 'text', 1000],
  ['responseTime', 'optional', 'response time'],
  ['paymentMethodCode', 'starred', 'text'],
  ['poNumber', 'optional', 'text'],
  ['orderDateUtc', 'starred', 'date'],
  ['shippingMethod', 'starred', 'text'],
]

const address: readonly Field[] = [
  ['firstName', 'required', 'text', 150],
  ['lastName', 'required', 'text', 150],
  ['company', 'optional', 'text', 250],
  ['phone', 'optional', 'text', 50],
  ['altPhone', 'optional', 'text', 50],
  ['fax', 'optional', 'text', 50],
  ['zip', 'required', 'text', 50],
  ['country', 'required', 'text', 150],
  ['state', 'required', 'text', 50],
  ['city', 'required', 'text', 255],
  ['address1', 'optional', 'text', 255],
  ['address2', 'optional', 'text', 255],
  ['email', 'optional', 'text', 100],
]

const item: readonly Field[] = [
  ['itemId', 'starred', 'text', 64],
  ['productId', 'required', 'text', 64],
  ['unitPrice', 'required', 'money'],
  ['unitCost', 'required', 'money'],
  ['unitWeight', 'required', 'number'],
  ['unitOfMeasure', 'required', 'object'],
  ['quantity', 'required', 'quantity'],
  ['linePosition', 'starred', 'position'],
  ['tax', 'starred', 'money'],
  ['discount', 'starred', 'money'],
  ['mpn', 'required', 'text', 50],
  ['itemName', 'required', 'text', 2000],
  ['addons', 'optional', 'list'],
]

const unitOfMeasure: readonly Field[] = [
  ['id', 'required', 'text', 10],
  ['name', 'optional', 'text', 50],
]

const addon: readonly Field[] = [
  ['code', 'required', 'text', 50],
  ['title', 'optional', 'text', 2000],
  ['price', 'required', 'money'],
  ['cost', 'optional', 'money'],
]

const request: readonly Field[] = [
  ['customerOrder', 'required', 'object'],
  ['referenceId', 'optional', 'text', 64],
]

const operation = 'createOrder'
const items = ['customerOrder', 'items']
const each = [...items, '[]']
const element = { keyword: 'type', type: 'object', optional: false } as const

export const createOrderRules: readonly Rule[] = [
  { ...element, operation, place: [] },
  ...rulesOf(operation, [], request),
  ...rulesOf(operation, ['customerOrder'], order),
  ...rulesOf(operation, ['customerOrder', 'billing'], address),
  ...rulesOf(operation, ['customerOrder', 'shipping'], address),
  { ...element, operation, place: each },
  ...rulesOf(operation, each, item),
  ...rulesOf(operation, [...each, 'unitOfMeasure'], unitOfMeasure),
  { ...element, operation, place: [...each, 'addons', '[]'] },
  ...rulesOf(operation, [...each, 'addons', '[]'], addon),
  { keyword: 'minItems', limit: 1, operation, place: items, disputed: true },
  { keyword: 'unique-by', member: 'linePosition', operation, place: items },
  { keyword: 'sequence', member: 'linePosition', operation, place: items, disputed: true },
  { keyword: 'sum', operation, place: ['customerOrder'], disputed: true },
]
