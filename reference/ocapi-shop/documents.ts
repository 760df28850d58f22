import type { Json, JsonObject } from '../../core/json.ts'
import { type Instrument, type Note, type Order, stateOf, tokenOf, total } from './order.ts'

/** No clock: the same order reads the same whenever it is read. */
export const createdAt = '2023-08-09T11:53Z'

const address = {
  first_name: 'Jeff',
  last_name: 'Lebowski',
  full_name: 'Jeff Lebowski',
  address1: '1 Main Street',
  city: 'Boston',
  postal_code: '02108',
  country_code: 'US',
}

const adjustment = (id: string, price: number): JsonObject => ({
  promotion_id: id,
  item_text: id,
  price,
  promotion_link: `https://shop.example.com/dw/shop/v19_8/promotions/${encodeURIComponent(id)}`,
})

const item = (id: string, quantity: number, price: number, adjustments: readonly JsonObject[]): JsonObject => ({
  item_id: `item-${id}`,
  product_id: id,
  product_name: `Product ${id}`,
  item_text: `Product ${id}`,
  quantity,
  base_price: price,
  price: price * quantity,
  bonus_product_line_item: false,
  tax_class_id: null,
  tax_rate: 0.1,
  price_adjustments: adjustments,
})

/** The contents of every basket: 96.00 less 10.00, 5.00 for shipping, 9.10 of tax. */
const contents: JsonObject = {
  currency: 'USD',
  taxation: 'net',
  product_items: [item('123', 2, 30, []), item('456', 1, 40, [adjustment('10% off', -4)])],
  order_price_adjustments: [adjustment('10$ off', -10)],
  product_sub_total: 96,
  product_total: 86,
  shipping_total: 5,
  shipping_total_tax: 0.5,
  adjusted_shipping_total_tax: 0.5,
  merchandize_total_tax: 9.6,
  adjusted_merchandize_total_tax: 8.6,
  tax_total: 9.1,
  billing_address: address,
  customer_info: { customer_no: 'jlebowski', email: 'jeff@example.com' },
  shipments: [
    {
      shipment_id: 'me',
      shipping_address: address,
      shipping_method: { id: '001', name: 'Ground', description: 'Within 7-10 business days', price: 5 },
    },
  ],
  shipping_items: [
    {
      item_id: 'item-shipping',
      item_text: 'Shipping',
      shipment_id: 'me',
      base_price: 5,
      price: 5,
      price_after_item_discount: 5,
      tax: 0.5,
      tax_basis: 5,
      tax_class_id: 'DefaultTaxClass',
      tax_rate: 0.1,
    },
  ],
}

/** The reply document of an order. */
export const orderDocument = (order: Order): JsonObject => ({
  _type: 'order',
  _resource_state: stateOf(order),
  ...contents,
  order_no: order.no,
  order_token: tokenOf(order),
  order_total: money(total),
  creation_date: createdAt,
  status: order.status,
  payment_instruments: order.instruments.map(instrumentDocument),
  notes: {
    _type: 'simple_link',
    link: `https://shop.example.com/dw/shop/v19_8/orders/${encodeURIComponent(order.no)}/notes`,
  },
  ...(order.channel === undefined ? {} : { channel_type: order.channel }),
  ...order.custom,
})

const instrumentDocument = ({ id, method, amount, card, account, custom }: Instrument): JsonObject => ({
  _type: 'order_payment_instrument',
  payment_instrument_id: id,
  payment_method_id: method,
  amount: money(amount),
  ...(card ? { payment_card: { _type: 'payment_card', ...card } } : {}),
  ...(account ? { payment_bank_account: account } : {}),
  ...custom,
})

export const notesDocument = (order: Order): JsonObject => ({
  _type: 'notes_result',
  _resource_state: stateOf(order),
  notes: order.notes.map(noteDocument),
})

const noteDocument = ({ id, subject, text }: Note): JsonObject => ({
  id,
  ...(subject === undefined ? {} : { subject }),
  ...(text === undefined ? {} : { text }),
  created_by: 'jlebowski',
  creation_date: createdAt,
})

/** Where nothing is open, no method is applicable. */
export const methodsDocument = (open: number): JsonObject => ({
  _type: 'payment_method_result',
  applicable_payment_methods: open > 0 ? methods.map(methodDocument) : [],
})

export const methods: readonly string[] = ['CREDIT_CARD', 'BANK_TRANSFER', 'GIFT_CERTIFICATE']

const methodDocument = (id: string): JsonObject => ({
  _type: 'payment_method',
  id,
  name: id.replace('_', ' '),
  ...(id === 'CREDIT_CARD' ? { cards: [cardSpec('Visa', ['13', '16'], ['4'])] } : {}),
})

const cardSpec = (type: string, lengths: readonly string[], prefixes: readonly string[]): JsonObject => ({
  _type: 'payment_card_spec',
  card_type: type,
  name: type,
  checksum_verification_enabled: true,
  number_lengths: lengths,
  number_prefixes: prefixes,
  security_code_length: 3,
})

export const money = (cents: number): Json => cents / 100
