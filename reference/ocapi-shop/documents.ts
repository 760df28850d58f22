import type { Json, JsonObject } from '../../core/json.ts'
import { sha256 } from '../../core/sha256.ts'
import { contents, createdAt } from './contents.ts'
import { authorizedOf, type Instrument, type Note, type Order, stateOf, tokenOf, total } from './order.ts'

/** The reply document of an order. */
export const orderDocument = (order: Order): JsonObject => ({
  _type: 'order',
  _resource_state: stateOf(order),
  ...contents,
  order_no: order.no,
  order_token: tokenOf(order),
  order_total: money(total),
  creation_date: createdAt,
  last_modified: modifiedAt(order),
  status: order.status,
  channel_type: order.channel,
  external_order_status: `external ${order.status}`,
  confirmation_status: 'not_confirmed',
  // Placing an order prepares it for export.
  export_status:
    order.status === 'created' || order.status === 'failed' || order.isKeptBack === true ? 'not_exported' : 'ready',
  payment_status: paymentStatusOf(order),
  shipping_status: 'not_shipped',
  payment_instruments: order.instruments.map(instrumentDocument),
  notes: {
    _type: 'simple_link',
    link: `https://shop.example.com/dw/shop/v19_8/orders/${encodeURIComponent(order.no)}/notes`,
  },
  ...flashes(order.instruments.some(({ authorized }) => !authorized)),
  ...order.custom,
})

/** No clock: an order grows older by its changes. */
const modifiedAt = ({ revision }: Order): string => {
  const [hours, minutes] = [Math.floor(revision / 60) % 24, revision % 60]
  return `2023-08-10T${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}Z`
}

const paymentStatusOf = (order: Order): string => {
  const paid = authorizedOf(order)
  if (paid >= total) return 'paid'
  return paid > 0 ? 'part_paid' : 'not_paid'
}

/** Told of what keeps an order from being placed. */
const flashes = (isUnpaid: boolean): JsonObject =>
  isUnpaid
    ? {
        _flash: [
          {
            type: 'PaymentAuthorizationFailure',
            message: 'Not every payment instrument is authorized.',
            path: '$.payment_instruments',
            details: { result: 'open' },
          },
        ],
      }
    : {}

const instrumentDocument = (instrument: Instrument): JsonObject => {
  const { id, method, amount, authorized, routingNumber, certificate, card, account, custom } = instrument
  return {
    _type: 'order_payment_instrument',
    // The samples call it by one name, the linked document by another.
    id,
    payment_instrument_id: id,
    payment_method_id: method,
    amount: money(amount),
    authorization_status: authorized
      ? { status: 'ok', code: 'AUTHORIZED', message: 'The amount is authorized.' }
      : { status: 'error', code: 'NOT_AUTHORIZED', message: 'The amount is not authorized.' },
    ...(routingNumber === undefined ? {} : { bank_routing_number: routingNumber }),
    ...(certificate === undefined ? {} : { masked_gift_certificate_code: certificate }),
    ...(card ? { payment_card: { _type: 'payment_card', ...card } } : {}),
    ...(account ? { payment_bank_account: account } : {}),
    ...custom,
  }
}

export const notesDocument = (order: Order): JsonObject => ({
  _type: 'notes_result',
  _resource_state: stateOf(order),
  ...flashes(order.instruments.some(({ authorized }) => !authorized)),
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
  _resource_state: sha256(`methods ${open}`),
  ...flashes(open > 0),
  applicable_payment_methods: open > 0 ? methods.map(methodDocument) : [],
})

export const methods: readonly string[] = ['CREDIT_CARD', 'BANK_TRANSFER', 'GIFT_CERTIFICATE']

const methodDocument = (id: string): JsonObject => ({
  _type: 'payment_method',
  _resource_state: sha256(`method ${id}`),
  id,
  name: id.replace('_', ' '),
  description: `Payment by ${id.replace('_', ' ')}`,
  image: `https://shop.example.com/images/${id}.png`,
  payment_processor_id: 'BASIC_CREDIT',
  ...(id === 'CREDIT_CARD' ? { cards: [visa, master] } : {}),
  c_somestring: 'PaymentMethod String Value',
})

const cardSpec = (type: string, lengths: readonly string[], prefixes: readonly string[]): JsonObject => ({
  _type: 'payment_card_spec',
  id: `CREDIT_CARD.${type}`,
  card_type: type,
  name: type,
  description: `${type} cards`,
  image: `https://shop.example.com/images/${type}.png`,
  checksum_verification_enabled: true,
  number_lengths: lengths,
  number_prefixes: prefixes,
  security_code_length: 3,
  c_somestring: 'PaymentCard String Value',
})

const visa = cardSpec('Visa', ['13', '16'], ['4'])
const master = cardSpec('Master', ['16'], ['2221-2720', '51-55'])

export const money = (cents: number): Json => cents / 100
