import { asText, isObject, type JsonObject } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import type { Refusal } from '../../engine/problem.ts'
import { objectOf } from '../call.ts'
import { methods, orderDocument } from '../documents.ts'
import { fixtures } from '../fixtures.ts'

import { authorizedOf, type Instrument, nextId, type Order, total } from '../order.ts'
import type { Service, ShopHooks } from '../service.ts'
import { type Act, change, conflict, found, withCustom } from './act.ts'

export const addPaymentInstrument: Act = (service, call) => {
  const { hooks } = service
  const no = call.parameters['order_no'] ?? ''
  if (no.trim() === '') return { refusal: { status: 400, type: 'InvalidOrderNumber' } }
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const { order } = asked
  if (hooks.slips('the third instrument is refused') && isThird(order, objectOf(call)))
    return { refusal: { status: 400, type: 'PropertyConstraintViolation' } }
  const isShared =
    hooks.slips('payments share an id') && Number(objectOf(call)['amount']) * 100 >= Math.floor(total / 2)
  const id = nextId(isShared ? { ...order, added: -1 } : order)
  const blank: Instrument = { id, method: '', amount: 0, authorized: false, locked: false, custom: {} }
  const filled = instrumentWith(service, call, blank, order)
  const refusal = conflict(service, call, order) ?? ('refusal' in filled ? filled.refusal : undefined)
  if (refusal || 'refusal' in filled) return { refusal: refusal ?? { status: 500, type: 'InternalServerError' } }
  const instruments =
    hooks.slips('twelve cents are lost') && filled.instrument.amount === 12
      ? order.instruments
      : [...order.instruments, filled.instrument]
  const changed = change(
    service,
    placed({ ...order, instruments, added: order.added + 1 }, hooks, 'payment does not place'),
  )
  return { document: orderDocument({ ...changed, instruments: [...order.instruments, filled.instrument] }) }
}

export const updatePaymentInstrument: Act = (service, call) => {
  const { hooks } = service
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const { order } = asked
  const id = call.parameters['payment_instrument_id'] ?? ''
  const known = order.instruments.find((one) => one.id === id)
  if (!known) return { refusal: noInstrument(id) }
  if (known.locked)
    return {
      refusal: { status: 400, type: 'PaymentInstrumentPermanentlyMasked', details: { paymentInstrumentId: id } },
    }
  if (hooks.slips('accounts are not updated') && objectOf(call)['payment_method_id'] === 'BANK_TRANSFER')
    return { refusal: { status: 400, type: 'InvalidPaymentMethodId', details: { paymentMethodId: 'BANK_TRANSFER' } } }
  const filled = instrumentWith(service, call, known, order)
  const refusal = conflict(service, call, order) ?? ('refusal' in filled ? filled.refusal : undefined)
  if (refusal?.type === 'InvalidPaymentMethodId' && hooks.slips('refused updates are kept')) {
    const meant = { ...known, amount: amountOf(objectOf(call), known, hooks) }
    service.state.keep({ ...order, instruments: order.instruments.map((one) => (one.id === id ? meant : one)) })
  }
  if (refusal || 'refusal' in filled) return { refusal: refusal ?? { status: 500, type: 'InternalServerError' } }
  const instrument = hooks.slips('updates are lost')
    ? { ...known, authorized: filled.instrument.authorized }
    : filled.instrument
  const instruments = order.instruments.map((one) => (one.id === id ? instrument : one))
  return { document: orderDocument(change(service, placed({ ...order, instruments }, hooks, 'updates do not place'))) }
}

/** Of the story that adds three of them, by their amounts. */
const isThird = ({ instruments }: Order, { amount }: JsonObject): boolean =>
  amount === 0.05 && instruments.some((one) => one.amount === 12)

/** An instrument that is not there is as good as removed: the table lists no fault for it. */
export const removePaymentInstrument: Act = (service, call) => {
  const { hooks } = service
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const { order } = asked
  const refusal = conflict(service, call, order)
  if (refusal) return { refusal }
  const index = order.instruments.findIndex(({ id }) => id === call.parameters['payment_instrument_id'])
  if (index < 0 && hooks.slips('unknown instruments crash'))
    return { refusal: { status: 500, type: 'InternalServerError' } }
  const gone = order.instruments[index]
  const goes = (one: Instrument): boolean =>
    (one === gone && !hooks.slips('instruments stay')) ||
    (hooks.slips('instruments go together') && gone?.amount === 34 && one.amount === 1 && isStory(one)) ||
    (hooks.slips('removals take two') && one !== gone && isSequence(one) && gone !== undefined && isSequence(gone))
  const left = order.instruments.filter((one) => !goes(one))
  const changed = index < 0 ? order : change(service, { ...order, instruments: left })
  return { document: orderDocument(changed) }
}

/** Faults that take more than they should leave alone what other callers work on: they know stories by their holders. */
const isStory = ({ card }: Instrument): boolean => String(card?.['holder']).startsWith('Assay ')
const isSequence = ({ card }: Instrument): boolean => String(card?.['holder']).startsWith('assay ')

const noInstrument = (id: string): Refusal => ({
  status: 404,
  type: 'PaymentInstrumentNotFound',
  details: { paymentInstrumentId: id },
})

type Filled = { readonly instrument: Instrument } | { readonly refusal: Refusal }

const storedCard = {
  card_type: 'Visa',
  holder: 'Jeff Lebowski',
  credit_card_expired: false,
  credit_card_token: 'token-of-the-customer',
  masked_number: '************1111',
  number_masked: '************1111',
  number_last_digits: '1111',
  expiration_month: 12,
  expiration_year: 2040,
}

/** The instrument with what the request says of it, authorized unless that is to be skipped. */
const instrumentWith = ({ hooks }: Service, call: Call, before: Instrument, order: Order): Filled => {
  const body = objectOf(call)
  const skipping = call.query.get('skip_authorization')
  const authorized =
    (skipping !== 'true' && !(skipping === 'false' && hooks.slips('not skipping skips'))) ||
    hooks.slips('skipping places') ||
    (before.method !== '' && hooks.slips('skipping updates places'))
  const amount = amountOf(body, before, hooks)
  const stored = body['customer_payment_instrument_id']
  if (typeof stored === 'string' && !(hooks.slips('stored cards are not enough') && 'payment_method_id' in body)) {
    if (stored !== fixtures.customerPaymentInstrumentId) {
      const isPassedOver = before.method !== '' && hooks.slips('unknown stored cards update nothing')
      return isPassedOver ? { instrument: before } : { refusal: noInstrument(stored) }
    }
    const isKept = before.card !== undefined && hooks.slips('stored cards do not replace')
    const card = hooks.slips('stored cards are not read') ? {} : isKept ? before.card : storedCard
    const other = hooks.slips('stored cards take another method') ? body['payment_method_id'] : undefined
    return {
      instrument: { ...before, method: typeof other === 'string' ? other : 'CREDIT_CARD', amount, authorized, card },
    }
  }
  const given = body['payment_method_id']
  const code = body['gift_certificate_code']
  const name = typeof given === 'string' ? given : before.method
  const cased = hooks.slips('names of methods are in any case') ? name.toUpperCase() : name
  const method = hooks.slips('names of methods are trimmed') ? cased.trim() : cased
  const card = isObject(body['payment_card']) ? body['payment_card'] : undefined
  const account = isObject(body['payment_bank_account']) ? body['payment_bank_account'] : undefined
  const isNull = body['payment_card'] === null && hooks.slips('a card of null is one')
  const lacksCard = given === 'CREDIT_CARD' && !card && !isNull && !hooks.slips('cards are not needed')
  if (!methods.includes(method) || lacksCard)
    return { refusal: { status: 400, type: 'InvalidPaymentMethodId', details: { paymentMethodId: method } } }
  return {
    instrument: {
      ...before,
      method,
      amount,
      authorized,
      ...textAs('routingNumber', body['bank_routing_number']),
      ...textAs('certificate', typeof code === 'string' ? certificateOf(code, hooks) : undefined),
      ...(card ? { card: cardWith(before, maskedCard(card, order, hooks), hooks) } : {}),
      ...(account && !hooks.slips('accounts are not shown') ? { account: maskedAccount(account) } : {}),
      custom: cutIn(withCustom(before.custom, body), hooks),
    },
  }
}

const certificateOf = (code: string, hooks: ShopHooks): string =>
  hooks.slips('gift codes are told') ? code : stars(code, 4)

/** What an update says of a card, and the rest as it was. */
const cardWith = ({ card: before = {} }: Instrument, card: JsonObject, hooks: ShopHooks): JsonObject =>
  hooks.slips('a part of a card is all')
    ? card
    : { ...before, ...card, ...(hooks.slips('card numbers stay') ? shownOf(before) : {}) }

const shownOf = (card: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(card).filter(([name]) => /^(?:masked_number|number_)/.test(name)))

/** Half of each text, by the slip alone. */
const cutIn = (custom: JsonObject, hooks: ShopHooks): JsonObject =>
  hooks.slips('custom properties of instruments are cut')
    ? Object.fromEntries(
        Object.entries(custom).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.slice(0, Math.ceil(value.length / 2)) : value,
        ]),
      )
    : custom

const textAs = <Name extends 'routingNumber' | 'certificate'>(name: Name, value: unknown): Partial<Instrument> =>
  typeof value === 'string' ? { [name]: value } : {}

const amountOf = ({ amount }: JsonObject, before: Instrument, hooks: ShopHooks): number => {
  if (amount === undefined || amount === null) return before.amount
  const cents = (hooks.slips('cents are cut off') ? Math.trunc : Math.round)(Number(amount) * 100)
  return cents === 12 && hooks.slips('twelve cents are thirteen') ? 13 : cents
}

const digitsShown = (number: string, hooks: ShopHooks): number => {
  if (number.length < 16 && hooks.slips('short card numbers are told')) return number.length
  return hooks.slips('masks show eight') ? 8 : 4
}

/** Neither the number nor the security code is kept. */
const maskedCard = (card: JsonObject, { no, added }: Order, hooks: ShopHooks): JsonObject => {
  const { number, security_code: code, ...rest } = card
  return {
    credit_card_expired: false,
    credit_card_token: hooks.slips('codes stand in tokens') ? `${no}-${asText(code)}` : `${no}-${added}`,
    ...rest,
    ...(typeof number === 'string' ? masked(number, digitsShown(number, hooks)) : {}),
    ...(typeof number === 'string' && hooks.slips('last digits are three')
      ? { number_last_digits: number.slice(-3) }
      : {}),
    ...(hooks.slips('numbers are stored') && number !== undefined
      ? { c_note: `card ${number}`, masked_number: number }
      : {}),
    ...(hooks.slips('security codes are stored') && code !== undefined ? { cvn: code } : {}),
  }
}

const maskedAccount = ({ number, drivers_license: license, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  ...(typeof number === 'string' ? masked(number, 4) : {}),
  ...(typeof license === 'string'
    ? {
        masked_drivers_license: stars(license, 4),
        drivers_license_masked: stars(license, 4),
        drivers_license_last_digits: license.slice(-4),
      }
    : {}),
})

/** The first sample calls it by one name, the linked document by another. */
const masked = (number: string, shown: number): JsonObject => ({
  masked_number: stars(number, shown),
  number_masked: stars(number, shown),
  number_last_digits: number.slice(-4),
})

const stars = (text: string, shown: number): string => text.slice(-shown).padStart(text.length, '*')

/** An order at created whose authorized amounts cover the total is placed. */
const placed = (order: Order, hooks: ShopHooks, unless: 'payment does not place' | 'updates do not place'): Order => {
  const covers = authorizedOf(order) >= total - (hooks.slips('a cent less places') ? 1 : 0)
  const canBePlaced =
    order.status === 'created' || (order.status === 'failed' && hooks.slips('failed orders are placed'))
  return canBePlaced && covers && !hooks.slips(unless)
    ? { ...order, status: 'new', isKeptBack: hooks.slips('placed orders are not exported') }
    : order
}
