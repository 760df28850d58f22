import type { JsonObject } from '../../core/json.ts'

/** No clock: every order is of one minute. */
export const createdAt = '2023-08-09T11:53Z'

const base = 'https://shop.example.com/dw/shop/v19_8'

/** Every member that the document's samples or the documents they link to give an address. */
const address = (id: string): JsonObject => ({
  id,
  salutation: 'Mr.',
  title: 'Dr.',
  first_name: 'Jeff',
  second_name: 'The',
  last_name: 'Lebowski',
  full_name: 'Jeff Lebowski',
  suffix: 'Jr.',
  company_name: 'Lebowski & Sons',
  job_title: 'Bowler',
  address1: '1 Main Street',
  address2: 'Second floor',
  suite: '12',
  post_box: '4711',
  postal_code: '02108',
  city: 'Boston',
  state_code: 'MA',
  country_code: 'US',
  phone: '617-555-0143',
  c_strValue: 'cTest',
})

const adjustment = (id: string, price: number, percentage?: number): JsonObject => ({
  price_adjustment_id: `adjustment-${id}`,
  promotion_id: id,
  promotion_link: `${base}/promotions/${encodeURIComponent(id)}`,
  item_text: id,
  price,
  manual: false,
  coupon_code: 'WELCOME',
  created_by: 'jlebowski',
  creation_date: createdAt,
  last_modified: createdAt,
  reason_code: 'price_match',
  applied_discount: percentage === undefined ? { type: 'amount', amount: -price } : { type: 'percentage', percentage },
  c_origin: 'campaign',
})

type Line = {
  readonly id: string
  readonly quantity: number
  readonly each: number
  readonly shipment: string
  readonly adjustments?: readonly JsonObject[]
  /** What is left of the price once the discounts of the item, then those of the order are taken off. */
  readonly after: { readonly item: number; readonly order: number }
  /** The tax of what is left at each step. */
  readonly tax: { readonly item: number; readonly order: number }
  readonly more?: JsonObject
}

const item = ({ id, quantity, each, shipment, adjustments = [], after, tax, more = {} }: Line): JsonObject => ({
  item_id: `item-${id}`,
  product_id: id,
  product_name: `Product ${id}`,
  item_text: `Product ${id}`,
  inventory_id: 'inventory',
  quantity,
  base_price: each,
  price: each * quantity,
  price_after_item_discount: after.item,
  price_after_order_discount: after.order,
  tax: tax.item,
  adjusted_tax: tax.order,
  tax_basis: after.item,
  tax_class_id: null,
  tax_rate: 0.1,
  bonus_product_line_item: false,
  gift: false,
  shipment_id: shipment,
  shipping_item_id: `item-shipping-${shipment}`,
  price_adjustments: adjustments,
  c_strValue: 'Test',
  ...more,
})

const nothing = { item: 0, order: 0 }

/** A choice that costs nothing, and a part that comes with the product. */
const option = item({ id: 'engraving', quantity: 1, each: 0, shipment: 'me', after: nothing, tax: nothing })
const part = item({ id: '456-strap', quantity: 1, each: 0, shipment: 'gift', after: nothing, tax: nothing })

const productItems: readonly JsonObject[] = [
  item({
    id: '123',
    quantity: 2,
    each: 30,
    shipment: 'me',
    after: { item: 60, order: 53.75 },
    tax: { item: 6, order: 5.38 },
    more: {
      option_items: [{ ...option, option_id: 'engraving', option_value_id: 'none' }],
      product_list_item: { id: 'wish-1', link: `${base}/product_lists/wishes/items/wish-1`, priority: 1 },
    },
  }),
  item({
    id: '456',
    quantity: 1,
    each: 40,
    shipment: 'gift',
    adjustments: [adjustment('10% off', -4, 10)],
    after: { item: 36, order: 32.25 },
    tax: { item: 3.6, order: 3.22 },
    more: { gift: true, gift_message: 'With love', bundled_product_items: [part] },
  }),
  item({
    id: '789',
    quantity: 1,
    each: 0,
    shipment: 'me',
    after: nothing,
    tax: nothing,
    more: { bonus_product_line_item: true, bonus_discount_line_item_id: 'bonus-1' },
  }),
]

const shippingItem = (shipment: string, price: number, adjustments: readonly JsonObject[], paid: number) => ({
  item_id: `item-shipping-${shipment}`,
  item_text: 'Shipping',
  shipment_id: shipment,
  base_price: price,
  price,
  price_after_item_discount: paid,
  tax: paid / 10,
  adjusted_tax: paid / 10,
  tax_basis: paid,
  tax_class_id: 'DefaultTaxClass',
  tax_rate: 0.1,
  price_adjustments: adjustments,
  c_strValue: 'Test',
})

const shippingMethod: JsonObject = {
  id: '001',
  name: 'Ground',
  description: 'Within 7-10 business days',
  external_shipping_method: 'GROUND',
  price: 7,
  shipping_promotions: [
    {
      promotion_id: 'less shipping',
      promotion_name: 'Less for shipping',
      callout_msg: '2.00 less for shipping',
      link: `${base}/promotions/less%20shipping`,
    },
  ],
  c_somestring: 'ShippingMethod String Value',
}

type Sums = {
  readonly productSubTotal: number
  readonly productTotal: number
  readonly tax: number
  readonly adjustedTax: number
  readonly shipping: number
  readonly taxTotal: number
  readonly total: number
}

const shipment = (id: string, nth: number, sums: Sums): JsonObject => ({
  // The samples call it by one name, the linked document by another.
  id,
  shipment_id: id,
  shipment_no: `0000000${nth}`,
  product_sub_total: sums.productSubTotal,
  product_total: sums.productTotal,
  merchandize_total_tax: sums.tax,
  adjusted_merchandize_total_tax: sums.adjustedTax,
  shipping_total: sums.shipping,
  shipping_total_tax: sums.shipping / 10,
  adjusted_shipping_total_tax: sums.shipping / 10,
  tax_total: sums.taxTotal,
  shipment_total: sums.total,
  gift: id === 'gift',
  gift_message: id === 'gift' ? 'With love' : '',
  shipping_address: address(`shipping-${id}`),
  shipping_method: shippingMethod,
  shipping_status: 'not_shipped',
  tracking_number: `track-${nth}`,
  c_strValue: 'Test',
})

/** The contents of every basket: 96.00 less 10.00, 5.00 for shipping, 9.10 of tax, a gift certificate of 20.00. */
export const contents: JsonObject = {
  site_id: 'SiteGenesis',
  source_code: 'spring',
  created_by: 'jlebowski',
  currency: 'USD',
  taxation: 'net',
  product_items: productItems,
  order_price_adjustments: [adjustment('10$ off', -10)],
  coupon_items: [{ coupon_item_id: 'coupon-1', code: 'WELCOME', status_code: 'applied', valid: true }],
  bonus_discount_line_items: [
    { id: 'bonus-1', promotion_id: 'one for free', max_bonus_items: 1, bonus_products: [{ product_id: '789' }] },
  ],
  gift_certificate_items: [
    {
      gift_certificate_item_id: 'certificate-1',
      amount: 20,
      recipient_name: 'Maude Lebowski',
      recipient_email: 'maude@example.com',
      sender_name: 'Jeff Lebowski',
      message: 'With love',
      shipment_id: 'gift',
    },
  ],
  product_sub_total: 96,
  product_total: 86,
  shipping_total: 5,
  shipping_total_tax: 0.5,
  adjusted_shipping_total_tax: 0.5,
  merchandize_total_tax: 9.6,
  adjusted_merchandize_total_tax: 8.6,
  tax_total: 9.1,
  billing_address: address('billing'),
  customer_name: 'Jeff Lebowski',
  customer_info: {
    customer_id: 'customer-jlebowski',
    customer_no: 'jlebowski',
    customer_name: 'Jeff Lebowski',
    email: 'jeff@example.com',
    c_strValue: 'Test',
  },
  shipments: [
    shipment('me', 1, {
      productSubTotal: 60,
      productTotal: 53.75,
      tax: 6,
      adjustedTax: 5.38,
      shipping: 5,
      taxTotal: 5.88,
      total: 64.63,
    }),
    shipment('gift', 2, {
      productSubTotal: 36,
      productTotal: 32.25,
      tax: 3.6,
      adjustedTax: 3.22,
      shipping: 0,
      taxTotal: 3.22,
      total: 55.47,
    }),
  ],
  shipping_items: [shippingItem('me', 7, [adjustment('less shipping', -2)], 5), shippingItem('gift', 0, [], 0)],
}
