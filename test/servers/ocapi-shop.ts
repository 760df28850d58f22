import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

type Switch =
  // transport
  | 'gzip'
  | 'chunked'
  | 'slow'
  | 'reasonPhrases'
  | 'cacheHeadersMinimal'
  | 'created201'
  | 'delete204'
  | 'pathAliases'
  // access
  | 'openWithoutToken'
  | 'putWithoutUser'
  | 'anyCallerAllowed'
  | 'foreignReadableByOAuth'
  // faults
  | 'notFoundNames'
  | 'patchOrderNotFound'
  | 'noFaultArguments'
  | 'typedFaultArguments'
  | 'stringFaultArguments'
  | 'otherMessages'
  | 'noteNotFoundAsOrder'
  | 'instrumentDelete404'
  | 'missingCardProperty'
  | 'longOrderNo404'
  | 'longOrderNo400'
  // shape of the replies
  | 'extraMembers'
  | 'minimalOrder'
  | 'instrumentIdAsId'
  | 'shipmentIdAsId'
  | 'maskedNames'
  | 'fixedStars'
  | 'localizedObjects'
  | 'noTypeMembers'
  | 'typeMembers'
  | 'datesWithMillis'
  | 'notesAsSampled'
  | 'flashMembers'
  | 'allMethods'
  // resource states
  | 'noResourceState'
  | 'stateOnInstrumentDelete'
  | 'resourceStateConflict412'
  | 'noLockCheck'
  // requests; unknown members and other fields are rejected unless ignored or relaxed
  | 'constraintsRelaxed'
  | 'lenientTypes'
  | 'laxBooleans'
  | 'ignoresUnknownMembers'
  | 'rejectsUnknownMembers'
  | 'patchIgnoresOtherFields'
  | 'patchRejectsOtherFields'
  | 'ignoresBodyVersion'
  | 'rejectsEmptyNote'
  | 'monthChecked'
  | 'validatesIgnored'
  | 'patchNeedsCard'
  // order processing
  | 'singleInstrumentPlaces'
  | 'transitionsFree'
  | 'undoCancel'
  | 'sameStatusFails'
  | 'statusCaseInsensitive'
  | 'maskedInstrument'

/** Variations between which the Orders document leaves the choice; all are off unless a default is given. */
export type Flavour = { readonly [name in Switch]?: boolean } & {
  readonly xmlSupported?: boolean // default true
  readonly placesOrder?: boolean // default true
  readonly upperCaseStatusArguments?: boolean // default true
  readonly tokens?: readonly string[] // default: any token
  readonly userlessTokens?: readonly string[]
  readonly foreignOrder?: 'notFound' | 'forbidden' | 'invalidCustomer' // default notFound
}

type Doc = Record<string, unknown>
type Op =
  | 'submit'
  | 'submitAs'
  | 'get'
  | 'update'
  | 'addNote'
  | 'notes'
  | 'removeNote'
  | 'addInstrument'
  | 'updateInstrument'
  | 'removeInstrument'
  | 'methods'
type Instrument = {
  id: string
  method: string
  amount: number
  authorised: boolean
  locked: boolean
  custom: Doc
  card?: Doc
  bank?: Doc
  gift?: string
  routing?: string
}
type Note = { id: string; subject: unknown; text: unknown; at: Date }
type Order = {
  no: string
  foreign: boolean
  revision: number
  status: string
  token: string
  created: Date
  modified: Date
  total: number
  instruments: Instrument[]
  notes: Note[]
  custom: Doc
}
type Rule = { is: string; max?: number; low?: number; high?: number; of?: Schema }
type Schema = { name: string; custom: boolean; rules: Readonly<Record<string, Rule>> }
type Answer = { status: number; doc?: Doc; location?: string }
type Call = {
  op: Op
  no: string
  id: string
  jwt: boolean
  body: Doc
  lenient: boolean
  skip: boolean
  header: string | string[] | undefined
}
type Context = { op?: Op; xml: boolean; allow?: string }

class Fault extends Error {
  readonly status: number
  readonly type: string
  readonly args: Doc
  readonly extra: Doc
  constructor(status: number, type: string, args: Doc = {}, message = `Refused: ${type}.`, extra: Doc = {}) {
    super(message)
    this.status = status
    this.type = `${type}Exception`
    this.args = args
    this.extra = extra
  }
}

const prefix = '/dw/shop/v19_8'
const bodyLimit = 5 * 1024 * 1024
const string: Rule = { is: 'String' }
const short: Rule = { is: 'String', max: 256 }
const long: Rule = { is: 'String', max: 4000 }
const integer: Rule = { is: 'Integer' }
const boolean: Rule = { is: 'Boolean' }
const month: Rule = { is: 'Integer', low: 1, high: 12 }
const bankSchema: Schema = {
  name: 'payment_bank_account_request',
  custom: false,
  rules: {
    drivers_license: short,
    drivers_license_state_code: short,
    holder: short,
    number: short,
  },
}
const cardSchema = (monthChecked: boolean): Schema => ({
  name: 'order_payment_card_request',
  custom: false,
  rules: {
    card_type: short,
    holder: short,
    issue_number: short,
    number: long,
    security_code: { is: 'String', max: 4 },
    credit_card_expired: boolean,
    credit_card_token: string,
    expiration_month: monthChecked ? month : integer,
    expiration_year: integer,
    valid_from_month: month,
    valid_from_year: integer,
  },
})
const paymentSchema = (card: Schema): Schema => ({
  name: 'order_payment_instrument_request',
  custom: true,
  rules: {
    amount: { is: 'Decimal' },
    bank_routing_number: short,
    create_customer_payment_instrument: boolean,
    customer_payment_instrument_id: string,
    gift_certificate_code: short,
    payment_method_id: short,
    payment_bank_account: { is: 'Document', of: bankSchema },
    payment_card: { is: 'Document', of: card },
  },
})
const noteSchema: Schema = {
  name: 'note',
  custom: false,
  rules: {
    subject: short,
    text: long,
    id: string,
    created_by: string,
    creation_date: string,
  },
}
const orderSchema: Schema = { name: 'order', custom: true, rules: { status: string } }
const basketSchema: Schema = { name: 'basket', custom: true, rules: { basket_id: string } }
const orderNames = new Set(
  (
    'adjusted_merchandize_total_tax adjusted_shipping_total_tax merchandize_total_tax ' +
    'shipping_total_tax tax_total order_total product_sub_total product_total shipping_total billing_address ' +
    'bonus_discount_line_items channel_type confirmation_status coupon_items created_by customer_name ' +
    'external_order_status site_id source_code creation_date last_modified currency customer_info export_status ' +
    'gift_certificate_items notes order_no order_price_adjustments order_token payment_instruments payment_status ' +
    'product_items shipments shipping_items shipping_status status taxation'
  ).split(' '),
)
const basketNames = new Set([...orderNames, 'agent_basket', 'inventory_reservation_expiry'])
const statuses = ['created', 'new', 'open', 'completed', 'cancelled', 'replaced', 'failed']
const live = ['new', 'open', 'completed']
const basketFaults = new Map<string, Doc>([
  ['GiftCertificateCreation', {}],
  ['InvalidCustomer', {}],
  ['InvalidProductItem', { productId: 'no-such-product' }],
  ['InvalidProductOptionItem', { optionId: 'no-such-option' }],
  ['InvalidProductOptionValueItem', { optionValueId: 'no-such-value', optionId: 'engraving' }],
  ['ProductItemNotAvailable', { productId: '456', quantity: 2 }],
  [
    'Validation',
    {
      validationMessage: 'A billing address is required.',
      validationPath: '$.billing_address',
      validationType: 'BillingAddressRequired',
    },
  ],
  [
    'HookStatus',
    { extensionPoint: 'dw.ocapi.shop.order.beforePOST', statusCode: 'ERROR', statusMsg: 'Refused.', statusDetails: '' },
  ],
])
const routes: readonly (readonly [string, string, Op])[] = [
  ['POST', 'orders', 'submit'],
  ['PUT', 'orders/*', 'submitAs'],
  ['GET', 'orders/*', 'get'],
  ['PATCH', 'orders/*', 'update'],
  ['POST', 'orders/*/notes', 'addNote'],
  ['GET', 'orders/*/notes', 'notes'],
  ['DELETE', 'orders/*/notes/*', 'removeNote'],
  ['POST', 'orders/*/payment_instruments', 'addInstrument'],
  ['PATCH', 'orders/*/payment_instruments/*', 'updateInstrument'],
  ['DELETE', 'orders/*/payment_instruments/*', 'removeInstrument'],
  ['GET', 'orders/*/payment_methods', 'methods'],
]

const isDoc = (value: unknown): value is Doc => typeof value === 'object' && value !== null && !Array.isArray(value)
const pick = (doc: Doc, wanted: (name: string, value: unknown) => boolean): Doc =>
  Object.fromEntries(Object.entries(doc).filter(([name, value]) => wanted(name, value)))
const compact = (doc: Doc): Doc => pick(doc, (_name, value) => value !== undefined)
/** The custom properties after a change; null removes one. */
const merge = (before: Doc, change: Doc): Doc =>
  pick({ ...before, ...change }, (name, value) => name.startsWith('c_') && value !== null)
const newId = (): string => `cd${randomBytes(12).toString('hex')}`
const hash = (value: string): string => createHash('sha256').update(value).digest('hex')
const cents = (value: number): number => Math.round(value * 100)
const typeName = (value: unknown): string => (Array.isArray(value) ? 'Array' : typeof value)
const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Document: isDoc,
  Integer: Number.isInteger,
  Decimal: Number.isFinite,
}

const toXml = (name: string, value: unknown): string => {
  const inner = Array.isArray(value)
    ? value.map((entry) => toXml(name.replace(/s$/, ''), entry)).join('')
    : isDoc(value)
      ? Object.entries(value)
          .map(([key, entry]) => toXml(key, entry))
          .join('')
      : String(value ?? '').replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<${name}>${inner}</${name}>`
}
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plainXml = (source: string): string =>
  source
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_all, raw: string) =>
      raw.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    )
const fromXml = (source: string, root = true): unknown => {
  const found = [...source.matchAll(/<([\w.-]+)(?:\s[^<>]*?)?(?:\/>|>([^]*?)<\/\1\s*>)/g)]
  const left = found.reduce((rest, match) => rest.replace(match[0], ''), source).replace(/^\s*<\?xml[^>]*\?>/, '')
  if (left.includes('<') || (root && (found.length !== 1 || left.trim() !== ''))) throw new Error('not well-formed')
  if (root) return fromXml(`${found[0]?.[2] ?? ''}<_v/>`, false)
  const members = found.filter((it) => it[0] !== '<_v/>').map((it) => [it[1], fromXml(it[2] ?? '', false)] as const)
  return found.length > 0
    ? Object.fromEntries(members)
    : source.replace(/&(?:#(\d+|x[\da-f]+)|(\w+));/gi, (_all, code?: string, name = '') =>
        code ? String.fromCodePoint(Number(code.replace(/^x/i, '0x'))) : (entities[name] ?? ''),
      )
}

export const startSecondOcapiShop = async (
  flavour: Flavour = {},
): Promise<{
  baseUrl: string
  newBasket(kind?: string): string
  orderNo: string
  foreignOrderNo: string
  close(): Promise<void>
}> => {
  const relaxed = flavour.constraintsRelaxed === true
  const rejectsUnknown = flavour.rejectsUnknownMembers ?? !(flavour.ignoresUnknownMembers === true || relaxed)
  const patchRejects = flavour.patchRejectsOtherFields ?? !(flavour.patchIgnoresOtherFields === true || relaxed)
  const instrumentSchema = paymentSchema(cardSchema(flavour.monthChecked === true))
  const orders = new Map<string, Order>()
  const baskets = new Map<string, string>()
  let baseUrl = ''
  let lastNumber = 100

  // --- reply documents
  const date = (at: Date): string => (flavour.datesWithMillis ? at.toISOString() : `${at.toISOString().slice(0, 16)}Z`)
  const localized = (value: string): unknown => (flavour.localizedObjects ? { default: value } : value)
  const typed = (name: string, doc: Doc): Doc => (flavour.typeMembers ? { _type: name, ...compact(doc) } : compact(doc))
  const link = (order: Order): string => `${baseUrl}/orders/${encodeURIComponent(order.no)}`
  const state = (order: Order): string => hash(`${order.token}:${order.revision}`)
  const top = (name: string, doc: Doc, resourceState?: string): Doc =>
    compact({
      _v: '19.8',
      _type: flavour.noTypeMembers || flavour.minimalOrder ? undefined : name,
      _resource_state: flavour.noResourceState ? undefined : resourceState,
      _flash: !flavour.flashMembers
        ? undefined
        : [typed('flash', { type: 'PaymentMethodRequired', message: 'No payment.', path: '$.payment_instruments' })],
      ...doc,
    })
  const memberName = (name: string): string => (flavour.maskedNames ? name.replace(/^masked_(.*)$/, '$1_masked') : name)
  const masked = (doc: Doc | undefined, name: string): Doc | undefined =>
    doc && typed(name, Object.fromEntries(Object.entries(doc).map(([key, value]) => [memberName(key), value])))
  const instrumentDoc = (it: Instrument): Doc =>
    typed('order_payment_instrument', {
      amount: it.amount,
      bank_routing_number: it.routing,
      masked_gift_certificate_code: it.gift,
      payment_bank_account: masked(it.bank, 'payment_bank_account'),
      payment_card: masked(it.card, 'payment_card'),
      payment_method_id: it.method,
      [flavour.instrumentIdAsId ? 'id' : 'payment_instrument_id']: it.id,
      ...it.custom,
    })
  const item = (id: string, name: string, quantity: number, base: number, adjustments?: Doc[]): Doc =>
    typed('product_item', {
      product_id: id,
      item_id: `it${id}`,
      item_text: `Product ${name}`,
      product_name: name,
      quantity,
      base_price: base,
      price: base * quantity,
      tax_class_id: null,
      price_adjustments: adjustments,
    })
  const adjustment = (id: string, price: number): Doc =>
    typed('price_adjustment', {
      promotion_id: id,
      item_text: id,
      price,
      promotion_link: `${baseUrl}/promotions/${encodeURIComponent(id)}`,
    })
  const address = (): Doc =>
    typed('order_address', {
      city: 'Boston',
      country_code: 'US',
      first_name: 'Jeff',
      full_name: 'Jeff Lebowski',
      last_name: 'Lebowski',
      address1: '1 Main Street',
      postal_code: '02108',
    })
  const fullOrder = (order: Order): Doc => ({
    adjusted_merchandize_total_tax: 8.6,
    adjusted_shipping_total_tax: 0.5,
    billing_address: address(),
    channel_type: 'storefront',
    creation_date: date(order.created),
    currency: 'USD',
    customer_info: typed('customer_info', { customer_no: 'jlebowski', email: 'jeff@example.com' }),
    export_status: live.includes(order.status) ? 'ready' : 'not_exported',
    last_modified: date(order.modified),
    merchandize_total_tax: 9.6,
    notes: typed('simple_link', { link: `${link(order)}/notes` }),
    order_price_adjustments: [adjustment('10$ off', -10)],
    order_token: order.token,
    payment_status: 'not_paid',
    product_items: [item('123', 'foo', 2, 30), item('456', 'bar', 1, 40, [adjustment('10% off', -4)])],
    product_sub_total: 96,
    product_total: 86,
    shipments: [
      typed('shipment', {
        shipping_address: address(),
        [flavour.shipmentIdAsId ? 'id' : 'shipment_id']: 'me',
        shipping_method: typed('shipping_method', {
          id: '001',
          name: localized('Ground'),
          price: 5,
          description: localized('Order received within 7-10 business days'),
        }),
      }),
    ],
    shipping_status: 'not_shipped',
    shipping_total: 5,
    shipping_total_tax: 0.5,
    tax_total: 9.1,
    taxation: 'net',
  })
  const orderDoc = (order: Order, withState = true): Doc =>
    top(
      'order',
      {
        ...(flavour.minimalOrder ? {} : fullOrder(order)),
        order_no: order.no,
        order_total: order.total,
        status: order.status,
        payment_instruments: order.instruments.map(instrumentDoc),
        ...order.custom,
      },
      withState ? state(order) : undefined,
    )
  const extend = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((entry) => extend(entry, name))
    if (!isDoc(value) || /^c_|^(?:arguments|details|name|description)$/.test(name)) return value
    const members = Object.entries(value).map(([key, entry]) => [key, extend(entry, key)] as const)
    return { ...Object.fromEntries(members), x_trace: { node: 7 }, x_hints: ['a', 'b'], x_none: null }
  }
  const faultDoc = (fault: Fault): Doc => {
    const args = Object.entries(fault.args).map(([key, value]) => {
      const plain = flavour.stringFaultArguments ? String(value) : value
      return [key, flavour.typedFaultArguments ? { type: typeof plain, value: plain } : plain] as const
    })
    return compact({
      _v: '19.8',
      _type: flavour.typeMembers ? 'fault' : undefined,
      ...fault.extra,
      fault: compact({
        arguments: args.length > 0 && !flavour.noFaultArguments ? Object.fromEntries(args) : undefined,
        type: fault.type,
        message: flavour.otherMessages ? 'The request was refused.' : fault.message,
      }),
    })
  }

  // --- request documents
  const decode = (body: Doc, schema: Schema, lenient: boolean, path = '$'): Doc => {
    const result: Doc = {}
    for (const [name, given] of Object.entries(body)) {
      const here = `${path}.${name}`
      const rule = Object.hasOwn(schema.rules, name) ? schema.rules[name] : undefined
      if (['_v', '_type', '_resource_state', '_flash'].includes(name)) continue
      if (!rule && !(schema.custom && /^c_./.test(name))) {
        const other = schema === orderSchema && orderNames.has(name)
        if ((schema === basketSchema && basketNames.has(name)) || !(other ? patchRejects : rejectsUnknown)) continue
        const type = other ? 'PropertyNotPermitted' : 'UnknownProperty'
        throw new Fault(400, type, { property: name, document: schema.name })
      }
      let value = given
      if (lenient && rule?.is === 'String' && typeof given === 'number') value = String(given)
      if (lenient && typeof given === 'string' && given.trim() !== '') {
        if (rule?.is === 'Decimal' || rule?.is === 'Integer') value = Number(given)
        if (rule?.is === 'Boolean' && /^(?:true|false)$/.test(given)) value = given === 'true'
      }
      result[name] = value
      if (!rule || value === null) continue
      if (!fits[rule.is]?.(value)) {
        throw new Fault(400, 'TypeDecoding', { path: here, expectedTypes: rule.is, actualType: typeName(given) })
      }
      const tooLong = rule.max !== undefined && typeof value === 'string' && value.length > rule.max
      const outside = typeof value === 'number' && (value < (rule.low ?? -Infinity) || value > (rule.high ?? Infinity))
      if (!relaxed && (tooLong || outside)) {
        throw new Fault(400, 'PropertyConstraintViolation', { document: schema.name, path: here })
      }
      if (rule.of && isDoc(value)) result[name] = decode(value, rule.of, lenient, here)
    }
    return result
  }
  const parseBody = (raw: Buffer, xml: boolean): Doc => {
    let body: unknown
    try {
      const source = new TextDecoder('utf-8', { fatal: true }).decode(raw)
      body = source.trim() === '' ? {} : xml ? fromXml(plainXml(source)) : JSON.parse(source)
    } catch {
      body = undefined
    }
    if (!isDoc(body)) throw new Fault(400, 'BodyDecoding', { body: '' })
    if (body._v === undefined || body._v === '19.8' || flavour.ignoresBodyVersion) return body
    throw new Fault(400, 'UnexpectedVersion', { version: String(body._v) })
  }

  // --- order processing
  const notFound = (op: Op, no: string): Fault => {
    const bare =
      op === 'update' ? !flavour.patchOrderNotFound : flavour.notFoundNames && (op === 'get' || op === 'methods')
    return new Fault(
      404,
      bare ? 'NotFound' : 'OrderNotFound',
      bare ? {} : { orderNumber: no },
      `No order with ${op === 'methods' ? 'ID' : 'number'} '${no}' was found.`,
    )
  }
  const longNumber = (): Fault =>
    new Fault(400, 'StringConstraintViolation', { parameter: 'order_no', expected: 'minLength=1, maxLength=50' })
  const find = ({ op, no, jwt }: Call): Order => {
    if (op === 'addInstrument' && (no.trim() === '' || /\p{Cc}/u.test(no))) throw new Fault(400, 'InvalidOrderNumber')
    if (flavour.longOrderNo400 && no.length > 50) throw longNumber()
    const order = orders.get(no)
    if (order && (!order.foreign || (flavour.foreignReadableByOAuth && !jwt))) return order
    const answer = op === 'methods' ? 'invalidCustomer' : flavour.foreignOrder
    if (order && answer === 'invalidCustomer') throw new Fault(400, 'InvalidCustomer')
    if (order && answer === 'forbidden') throw new Fault(403, 'UserAccessForbidden', { method: op, path: no })
    throw notFound(op, no)
  }
  const lock = (order: Order, { body, header }: Call): void => {
    const sent = body._resource_state ?? header ?? null
    if (sent === null || sent === state(order) || flavour.noLockCheck || flavour.noResourceState) return
    if (typeof sent === 'string') {
      throw new Fault(flavour.resourceStateConflict412 ? 412 : 409, 'ResourceStateConflict', {
        client: sent,
        server: state(order),
      })
    }
    const actualType = typeName(sent)
    throw new Fault(400, 'TypeDecoding', { path: '$._resource_state', expectedTypes: 'String', actualType })
  }
  const touch = (order: Order): void => {
    order.revision++
    order.modified = new Date()
  }
  const lastDigits = (value: string): string => (value.length > 4 ? value.slice(-4) : '')
  const stars = (value: string): string =>
    '*'.repeat(flavour.fixedStars ? 12 : value.length - lastDigits(value).length) + lastDigits(value)
  /** What is kept of a card or bank account: neither the numbers nor the security code. */
  const mask = (given: Doc): Doc => {
    const { number, drivers_license: license, security_code: _code, ...rest } = given
    return compact({
      ...pick(rest, (_name, value) => value !== null),
      ...(typeof number !== 'string' ? {} : { masked_number: stars(number), number_last_digits: lastDigits(number) }),
      ...(typeof license !== 'string'
        ? {}
        : { masked_drivers_license: stars(license), drivers_license_last_digits: lastDigits(license) }),
    })
  }
  const maskCard = (card: Doc, order: Order): Doc => {
    const ends = new Date(Number(card.expiration_year), Number(card.expiration_month))
    return { credit_card_expired: ends < new Date(), credit_card_token: `${order.no}-${order.revision}`, ...mask(card) }
  }
  const storedCard = {
    card_type: 'Visa',
    holder: 'Jeff Lebowski',
    number: '4111111111111111',
    expiration_month: 12,
    expiration_year: 2040,
  }
  const openAmount = (order: Order, except?: Instrument): number =>
    cents(order.total) -
    order.instruments.filter((it) => it.authorised && it !== except).reduce((sum, it) => sum + cents(it.amount), 0)
  const methodIds = (order: Order, except?: Instrument): string[] =>
    openAmount(order, except) > 0 || flavour.allMethods
      ? ['BANK_TRANSFER', 'GIFT_CERTIFICATE', 'CREDIT_CARD']
      : ['CREDIT_CARD']
  const noInstrument = (id: string): Fault => new Fault(404, 'PaymentInstrumentNotFound', { paymentInstrumentId: id })

  /** Applies a decoded instrument request, authorizes it and places the order where it is paid. */
  const pay = (order: Order, it: Instrument, request: Doc, isNew: boolean, skip: boolean): void => {
    if (typeof request.customer_payment_instrument_id === 'string') {
      if (request.customer_payment_instrument_id !== 'customer-card-1') {
        throw noInstrument(request.customer_payment_instrument_id)
      }
      it.method = 'CREDIT_CARD'
      it.card = maskCard(storedCard, order)
    } else {
      const named = isNew || typeof request.payment_method_id === 'string'
      const method = named ? String(request.payment_method_id ?? '') : it.method
      const cardMissing = (named || flavour.patchNeedsCard) && method === 'CREDIT_CARD' && !isDoc(request.payment_card)
      if (cardMissing && flavour.missingCardProperty) {
        throw new Fault(400, 'PropertyConstraintViolation', { document: instrumentSchema.name, path: '$.payment_card' })
      }
      if (cardMissing || (named && !methodIds(order, it).includes(method))) {
        throw new Fault(400, 'InvalidPaymentMethodId', { paymentMethodId: method })
      }
      if (method !== it.method) {
        delete it.card
        delete it.bank
        delete it.gift
      }
      it.method = method
      if (isDoc(request.payment_card)) it.card = maskCard(request.payment_card, order)
      if (isDoc(request.payment_bank_account)) it.bank = mask(request.payment_bank_account)
      if (typeof request.gift_certificate_code === 'string') it.gift = stars(request.gift_certificate_code)
      if (typeof request.bank_routing_number === 'string') it.routing = request.bank_routing_number
      it.custom = merge(it.custom, request)
    }
    if (typeof request.amount === 'number') it.amount = request.amount
    if (isNew) order.instruments.push(it)
    it.authorised = !skip
    const paid = flavour.singleInstrumentPlaces ? cents(it.amount) >= cents(order.total) : openAmount(order) <= 0
    if (order.status === 'created' && it.authorised && paid && flavour.placesOrder !== false) order.status = 'new'
    touch(order)
  }
  const setStatus = (order: Order, wanted: string): void => {
    const to = flavour.statusCaseInsensitive ? wanted.toLowerCase() : wanted
    const from = order.status
    const known = statuses.includes(to)
    if (!known && !relaxed) throw new Fault(400, 'EnumConstraintViolation', { document: 'order', enumValue: wanted })
    const listed =
      from === to
        ? !flavour.sameStatusFails
        : from === 'created'
          ? to === 'failed'
          : live.includes(from)
            ? to !== 'created' && to !== 'failed'
            : from === 'cancelled' && flavour.undoCancel === true && live.includes(to)
    if (known && (listed || flavour.transitionsFree)) {
      order.status = to
      return
    }
    const [statusFrom, statusTo] =
      flavour.upperCaseStatusArguments === false ? [from, to] : [from.toUpperCase(), to.toUpperCase()]
    throw new Fault(
      400,
      'StatusTransitionNotPossible',
      { statusFrom, statusTo },
      `Status transition from '${statusFrom}' to '${statusTo}' not possible.`,
    )
  }
  const addOrder = (no: string, foreign: boolean): Order => {
    const order: Order = {
      no,
      foreign,
      revision: 1,
      status: 'created',
      token: randomBytes(32).toString('base64url'),
      created: new Date(),
      modified: new Date(),
      total: 100.1,
      instruments: [],
      notes: [],
      custom: { c_strValue: 'Test' },
    }
    order.instruments.push({
      id: newId(),
      method: 'CREDIT_CARD',
      amount: 10,
      authorised: false,
      locked: false,
      card: maskCard(storedCard, order),
      custom: {},
    })
    orders.set(no, order)
    return order
  }
  const card = (type: string, name: string, lengths: string[], prefixes: string[]): Doc =>
    typed('payment_card_spec', {
      card_type: type,
      checksum_verification_enabled: true,
      name: localized(name),
      number_lengths: lengths,
      number_prefixes: prefixes,
      security_code_length: 3,
      c_somestring: 'PaymentCard String Value',
    })
  const methodDoc = (id: string): Doc =>
    typed('payment_method', {
      _resource_state: flavour.noResourceState ? undefined : hash(id),
      id,
      name: localized(id.replace('_', ' ')),
      cards:
        id !== 'CREDIT_CARD'
          ? undefined
          : [card('Visa', 'Visa', ['13', '16'], ['4']), card('Master', 'Master Card', ['16'], ['2221-2720', '51-55'])],
    })
  const submit = ({ op, no: wanted, body, lenient }: Call): Answer => {
    if (wanted.length > 50) throw flavour.longOrderNo404 ? new Fault(404, 'ResourcePathNotFound') : longNumber()
    const basketId = decode(body, basketSchema, lenient).basket_id
    if (typeof basketId !== 'string' || basketId === '') throw new Fault(400, 'InvalidBasketId')
    const kind = baskets.get(basketId)
    if (op === 'submitAs' && (orders.has(wanted) || kind === 'DuplicateOrderNumber')) {
      throw new Fault(
        409,
        'DuplicateOrderNumber',
        { orderNo: wanted },
        `An order with order number '${wanted}' already exists.`,
      )
    }
    if (kind === undefined) {
      throw new Fault(404, 'BasketNotFound', { basketId }, `No basket with ID '${basketId}' was found.`)
    }
    if (basketFaults.has(kind)) throw new Fault(400, kind, basketFaults.get(kind))
    let no = wanted
    while (no === '' || orders.has(no)) no = String(++lastNumber).padStart(8, '0')
    baskets.delete(basketId)
    const order = addOrder(no, false)
    return flavour.created201 ? { status: 201, doc: orderDoc(order), location: link(order) } : done(order)
  }
  const done = (order: Order): Answer => ({ status: 200, doc: orderDoc(order) })
  const removed = (order: Order, withState: boolean): Answer =>
    flavour.delete204 ? { status: 204 } : { status: 200, doc: orderDoc(order, withState) }

  const changeInstrument = (call: Call): Answer => {
    const byCustomer = (call.body.customer_payment_instrument_id ?? null) !== null && !flavour.validatesIgnored
    const considered = pick(call.body, (name) => !byCustomer || /^amount$|^customer_payment_instr/.test(name))
    const request = decode(considered, instrumentSchema, call.lenient)
    const order = find(call)
    const known = order.instruments.find((it) => it.id === call.id)
    if (call.op === 'updateInstrument' && !known) throw noInstrument(call.id)
    lock(order, call)
    if (known?.locked) throw new Fault(400, 'PaymentInstrumentPermanentlyMasked', { paymentInstrumentId: call.id })
    const fresh: Instrument = { id: newId(), method: '', amount: 0, authorised: false, locked: false, custom: {} }
    pay(order, known ?? fresh, request, !known, call.skip)
    return done(order)
  }
  const operations: Readonly<Record<Op, (call: Call) => Answer>> = {
    submit,
    submitAs: submit,
    get: (call) => done(find(call)),
    update(call) {
      const change = decode(call.body, orderSchema, call.lenient)
      const order = find(call)
      lock(order, call)
      if (typeof change.status === 'string') setStatus(order, change.status)
      order.custom = merge(order.custom, change)
      if (Object.keys(change).length > 0) touch(order)
      return done(order)
    },
    addNote(call) {
      const { subject, text } = decode(call.body, noteSchema, call.lenient)
      const order = find(call)
      lock(order, call)
      if (flavour.rejectsEmptyNote && !subject && !text) {
        throw new Fault(400, 'PropertyConstraintViolation', { document: 'note', path: '$.text' })
      }
      order.notes.push({ id: newId(), subject: subject ?? undefined, text: text ?? undefined, at: new Date() })
      touch(order)
      return done(order)
    },
    notes(call) {
      const order = find(call)
      const notes = order.notes.map(({ subject, text, id, at }) =>
        typed(
          'note',
          flavour.notesAsSampled
            ? { subject, text }
            : { subject, text, id, created_by: 'jlebowski', creation_date: date(at) },
        ),
      )
      return { status: 200, doc: top('notes_result', { notes }, state(order)) }
    },
    removeNote(call) {
      const order = find(call)
      const at = order.notes.findIndex((note) => note.id === call.id)
      if (at < 0 && flavour.noteNotFoundAsOrder) throw notFound(call.op, call.no)
      if (at < 0) {
        throw new Fault(
          404,
          'NoteNotFound',
          { noteId: call.id },
          `The note '${call.id}' could not be found.`,
          flavour.noResourceState ? {} : { _resource_state: state(order) },
        )
      }
      lock(order, call)
      order.notes.splice(at, 1)
      touch(order)
      return removed(order, true)
    },
    addInstrument: changeInstrument,
    updateInstrument: changeInstrument,
    removeInstrument(call) {
      const order = find(call)
      const at = order.instruments.findIndex((it) => it.id === call.id)
      if (at < 0 && flavour.instrumentDelete404) throw noInstrument(call.id)
      lock(order, call)
      if (at >= 0) {
        order.instruments.splice(at, 1)
        touch(order)
      }
      return removed(order, flavour.stateOnInstrumentDelete === true)
    },
    methods: (call) => ({
      status: 200,
      doc: top('payment_method_result', { applicable_payment_methods: methodIds(find(call)).map(methodDoc) }),
    }),
  }

  // --- HTTP
  const authenticate = (header: string | undefined, op: Op): boolean => {
    if (header === undefined && flavour.openWithoutToken) return true
    if (header === undefined) throw new Fault(401, 'AuthorizationHeaderMissing')
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1]
    if (token === undefined) throw new Fault(401, 'InvalidAuthorizationHeader')
    const userless = flavour.userlessTokens?.includes(token) === true
    if (!userless && flavour.tokens?.includes(token) === false) {
      throw new Fault(401, 'InvalidAccessToken', { accessToken: token })
    }
    const jwt = token.split('.').length === 3
    const demanded = jwt ? op === 'submitAs' || op === 'addNote' || op === 'notes' : op !== 'removeNote'
    if (userless && demanded && !flavour.anyCallerAllowed && !(op === 'submitAs' && flavour.putWithoutUser)) {
      throw new Fault(403, 'AccessWithoutUserForbidden')
    }
    return jwt
  }
  const skips = (value: string | null): boolean => {
    if (flavour.laxBooleans || relaxed) return value?.toLowerCase() === 'true'
    if (value === null || value === 'true' || value === 'false') return value === 'true'
    throw new Fault(400, 'ValueConstraintViolation', { parameter: 'skip_authorization', expected: 'Boolean' })
  }
  const split = (pathname: string): string[] => {
    const path = flavour.pathAliases ? pathname.replace(/^(?:\/s\/[^/]+\/dw)?\/shop\//, '/dw/shop/') : pathname
    const version = /^\/dw\/shop\/v(\d+_\d+)(?=\/|$)/.exec(path)?.[1]
    if (version !== undefined && version !== '19_8') throw new Fault(404, 'VersionNotFound', { version })
    const parts = path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1).split('/') : ['']
    if (parts.includes('')) throw new Fault(404, 'ResourcePathNotFound', { path })
    try {
      return parts.map(decodeURIComponent)
    } catch {
      throw new Fault(400, 'ResourcePath', { message: 'The path is malformed.' })
    }
  }
  /** Whether the call is made in XML: POST, PUT and PATCH say so by their content type, the others by a parameter. */
  const inXml = (kind: string, withBody: boolean): boolean => {
    const xml = /^(?:application\/|text\/)?xml$/.test(kind) && flavour.xmlSupported !== false
    if (xml || kind === 'application/json' || kind === 'json') return xml
    throw withBody
      ? new Fault(415, 'UnsupportedContentType', { contentType: kind })
      : new Fault(415, 'UnsupportedFormat', { format: kind })
  }
  const handle = (request: IncomingMessage, raw: Buffer | undefined, context: Context): Answer => {
    const url = new URL(`http://localhost${request.url ?? '/'}`)
    const method = request.method ?? ''
    const parts = split(url.pathname)
    const shape = parts.map((part, at) => (at % 2 === 1 ? '*' : part)).join('/')
    const candidates = routes.filter((route) => route[1] === shape)
    if (candidates.length === 0) throw new Fault(404, 'ResourcePathNotFound', { path: url.pathname })
    const op = candidates.find((route) => route[0] === method)?.[2]
    if (!op) {
      context.allow = candidates.map((route) => route[0]).join(', ')
      throw new Fault(405, 'MethodNotAllowed', { method })
    }
    context.op = op
    const jwt = authenticate(request.headers.authorization, op)
    const media = (request.headers['content-type'] ?? 'application/json').replace(/;.*/, '').trim().toLowerCase()
    const withBody = method !== 'GET' && method !== 'DELETE'
    const xml = inXml(withBody ? media : (url.searchParams.get('format') ?? 'json'), withBody)
    context.xml = xml
    if (!raw) throw new Fault(413, 'RequestEntityTooLarge')
    const skip = /^(?:add|update)Instrument$/.test(op) && skips(url.searchParams.get('skip_authorization'))
    return operations[op]({
      op,
      no: parts[1] ?? '',
      id: parts[3] ?? '',
      jwt,
      body: withBody ? parseBody(raw, xml) : {},
      lenient: xml || relaxed || flavour.lenientTypes === true,
      header: request.headers['x-dw-resource-state'],
      skip,
    })
  }
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of request) {
      size += (chunk as Buffer).length
      if (size <= bodyLimit) chunks.push(chunk as Buffer)
    }
    const context: Context = { xml: false }
    let answer: Answer
    try {
      answer = handle(request, size > bodyLimit ? undefined : Buffer.concat(chunks), context)
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault(500, 'InternalServerError')
      answer = { status: fault.status, doc: faultDoc(fault) }
    }
    if (flavour.slow) await new Promise((resolve) => setTimeout(resolve, 150))
    const { status, location } = answer
    const age = status < 400 || context.op === 'get' || context.op === 'update' ? 'max-age=0,' : ''
    response.statusCode = status
    const cache = flavour.cacheHeadersMinimal ? 'no-store' : `${age}no-cache,no-store,must-revalidate`
    response.setHeader('Cache-Control', cache)
    if (!flavour.cacheHeadersMinimal) response.setHeader('Expires', 'Thu, 01-Jan-1970 00:00:00 GMT')
    if (location !== undefined) response.setHeader('Location', location)
    if (context.allow !== undefined) response.setHeader('Allow', context.allow)
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
    if (flavour.reasonPhrases) {
      response.statusMessage = status < 400 ? 'Fine' : status === 404 ? 'Requested resource not found' : 'CONFLICT'
    }
    if (!answer.doc) {
      response.end()
      return
    }
    const doc = (flavour.extraMembers ? extend(answer.doc) : answer.doc) as Doc
    const root = typeof doc._type === 'string' ? doc._type : 'document'
    let bytes = Buffer.from(context.xml ? `<?xml version="1.0"?>${toXml(root, doc)}` : JSON.stringify(doc))
    response.setHeader('Content-Type', `application/${context.xml ? 'xml' : 'json'};charset=UTF-8`)
    if (flavour.gzip && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
      bytes = gzipSync(bytes)
      response.setHeader('Content-Encoding', 'gzip')
    }
    if (flavour.chunked) response.write(bytes.subarray(0, bytes.length >> 1))
    else response.setHeader('Content-Length', bytes.length)
    response.end(flavour.chunked ? bytes.subarray(bytes.length >> 1) : bytes)
  }

  const order = addOrder('00000021', false)
  const foreign = addOrder('00000022', true)
  if (flavour.maskedInstrument) {
    order.instruments.push({
      id: newId(),
      method: 'BANK_TRANSFER',
      amount: 0,
      authorised: false,
      locked: true,
      bank: mask({ holder: 'Jeff Lebowski', number: '0123456789' }),
      custom: {},
    })
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve())
  })
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`

  return {
    baseUrl,
    orderNo: order.no,
    foreignOrderNo: foreign.no,
    newBasket(kind = '') {
      const name = kind.replace(/Exception$/, '')
      if (name === 'InvalidBasketId') return ''
      const id = newId()
      if (name === 'BasketNotFound') return id
      if (!['', 'DuplicateOrderNumber', ...basketFaults.keys()].includes(name)) throw new Error(`no basket ${kind}`)
      baskets.set(id, name)
      return id
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
