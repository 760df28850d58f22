import { placeIn } from '../../../checks/no-hidden-echo.ts'
import { isEqual } from '../../../checks/relations/compare.ts'
import type { Evidence } from '../../../core/finding.ts'
import { asText, brief, isObject, type Json, type JsonObject, objectOf } from '../../../core/json.ts'
import { answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { type Added, addInstrument, byId } from './added-instrument.ts'
import { claim } from './claim.ts'
import { noteFault } from './fault.ts'
import { ownOrder, readOrder, sharedOrder } from './orders.ts'
import {
  ask,
  cardNumber,
  cardRequest,
  customName,
  holderOf,
  instrumentId,
  instrumentsIn,
  securityCode,
  type Told,
} from './shop.ts'

const flow = 'flow/instruments'
const listed = `${flow}/listed`
const amountKept = `${flow}/amount-kept`
const updated = `${flow}/updated`
const removed = `${flow}/removed`
const untouched = `${flow}/others-untouched`
const numberHidden = `${flow}/number-hidden`
const codeHidden = `${flow}/security-code-hidden`
const masked = `${flow}/masked`
const part = `${flow}/partial-update`
const spelt = 'addPaymentInstrument/request/query.skip_authorization/type'
const kept = ['card_type', 'holder', 'expiration_month', 'expiration_year']
const life = [
  ...kept.map((member) => `${flow}/added/payment_card.${member}`),
  listed,
  amountKept,
  updated,
  removed,
  untouched,
  numberHidden,
  codeHidden,
  masked,
  part,
]

/** What comes of instruments that are added, updated and removed. */
export const instrumentLifeCase = (session: Session): Case =>
  story(session, {
    id: 'instruments/life',
    title: 'three payment instruments added, one updated, one removed',
    about: life,
    run: async (conversation) => {
      const order = await sharedOrder(conversation, life)
      if (order !== undefined) await tellLife(conversation, order)
    },
  })

const tellLife = async (conversation: Conversation, order: string): Promise<void> => {
  const added: Added[] = []
  for (const [what, amount] of [
    ['one', 0.01],
    ['two', 0.12],
    ['three', 0.05],
  ] as const) {
    const one = await addInstrument(conversation, { order, amount, what, facets: life })
    if (!one) return
    added.push(one)
  }
  const [first, second, third] = added
  if (!first || !second || !third) return
  const read = await readOrder(conversation, order, life)
  if (!read) return
  const shown = byId(read, second.id)
  conversation.note(
    claim(conversation, read.exchange, {
      requirement: listed,
      holds: added.every(({ id }) => byId(read, id) !== undefined),
      message: 'A payment instrument that was added is not in the order',
      at: '/payment_instruments',
      expected: 'each of the three instruments',
      received: instrumentsIn(read.body).map(instrumentId),
    }),
  )
  if (!shown) return openAll(conversation, [updated, removed, untouched, masked], 'the instrument is not in the order')
  conversation.note(isMasked(conversation, read, shown))
  const holder = holderOf(conversation, 'updated')
  const change = await ask(conversation, 'updatePaymentInstrument', {
    order,
    instrument: second.id,
    body: cardRequest(conversation, { amount: 0.34, holder }),
    skipAuthorization: true,
  })
  const later = await readOrder(conversation, order, [updated, removed, untouched])
  if (!later) return
  const after = byId(later, second.id)
  if (!change.accepted || !after) openAll(conversation, [updated], `set-up failed: ${answerText(change.exchange)}`)
  await notePart(conversation, { order, id: second.id, before: after })
  await noteCustom(conversation, order, second.id)
  await noteOtherCards(conversation, order, second.id)
  await noteElsewhere(conversation, order, second.id)
  const gone = await ask(conversation, 'removePaymentInstrument', { order, instrument: second.id })
  const rest = await readOrder(conversation, order, [removed, untouched])
  if (!rest) return
  conversation.note(...hidden(conversation, [...added.map(({ told }) => told), read, change, later, gone, rest]))
  if (!gone.accepted) return openAll(conversation, [removed, untouched], `set-up failed: ${answerText(gone.exchange)}`)
  conversation.note(
    claim(conversation, rest.exchange, {
      requirement: removed,
      holds: byId(rest, second.id) === undefined,
      message: 'A payment instrument that was removed is still in the order',
      at: '/payment_instruments',
      expected: `no instrument ${second.id}`,
      received: instrumentsIn(rest.body).map(instrumentId),
    }),
    claim(conversation, rest.exchange, {
      requirement: untouched,
      holds: [first, third].every(({ id }) => {
        const [before, after] = [byId(read, id), byId(rest, id)]
        return before !== undefined && after !== undefined && isEqual(before, after)
      }),
      message: 'Another payment instrument than the one removed is gone or changed',
      at: '/payment_instruments',
      expected: `${first.id} and ${third.id} as before`,
      received: instrumentsIn(rest.body).map(instrumentId),
    }),
  )
}

type Part = { readonly order: string; readonly id: string; readonly before: JsonObject | undefined }

/** Of an instrument of which one member is given, the rest stays; with a card to be given, the update may be refused. */
const notePart = async (conversation: Conversation, { order, id, before }: Part): Promise<void> => {
  const told = await ask(conversation, 'updatePaymentInstrument', {
    order,
    instrument: id,
    body: { amount: 0.17 },
    skipAuthorization: true,
    soft: true,
  })
  const [was, is] = [before?.['payment_card'], byId(told, id)?.['payment_card']]
  if (!told.accepted) return openAll(conversation, [part], `an amount alone is refused: ${answerText(told.exchange)}`)
  if (!isObject(was)) return openAll(conversation, [part], 'the reply did not show the card before')
  const lost = lostOf(kept, was, is)
  conversation.note(
    claim(conversation, told.exchange, {
      requirement: part,
      holds: lost === undefined,
      message: `${lost ?? 'nothing'} of the card is changed by an update of the amount`,
      at: '/payment_instruments',
      expected: brief(was),
      received: is,
    }),
  )
  const holder = holderOf(conversation, 'part')
  const partly = await ask(conversation, 'updatePaymentInstrument', {
    order,
    instrument: id,
    body: { payment_card: { holder } },
    skipAuthorization: true,
    soft: true,
  })
  const left = byId(partly, id)?.['payment_card']
  if (!partly.accepted || !isObject(left) || left['holder'] !== holder) return
  const dropped = lostOf([...kept, 'masked_number', 'number_masked', 'number_last_digits'], { ...was, holder }, left)
  conversation.note(
    claim(conversation, partly.exchange, {
      requirement: part,
      holds: dropped === undefined,
      message: `${dropped ?? 'nothing'} of the card is changed by an update of its holder`,
      at: '/payment_instruments',
      expected: brief({ ...was, holder }),
      received: left,
    }),
  )
}

/** Test numbers as well, of further lengths, each with a code of its own. */
const otherCards = [
  { number: '4012888888881881', card_type: 'Visa', security_code: '482' },
  { number: '378282246310005', card_type: 'Amex', security_code: '7195' },
  { number: '4222222222222', card_type: 'Visa', security_code: '638' },
] as const

/**
 * Of another card that is given, the end of its number is shown. Few digits stand in a reply by chance: a code is told
 * where each of several is found in what the reply to it shows of the instrument.
 */
const noteOtherCards = async (conversation: Conversation, order: string, id: string): Promise<void> => {
  const seen: { readonly told: Told; readonly code: string; readonly shown: JsonObject }[] = []
  for (const other of otherCards) {
    const sent = cardRequest(conversation, { amount: 0.18, holder: holderOf(conversation, 'updated') })
    const told = await ask(conversation, 'updatePaymentInstrument', {
      order,
      instrument: id,
      body: { ...sent, payment_card: { ...objectOf(sent['payment_card']), ...other } },
      skipAuthorization: true,
      soft: true,
    })
    const shown = byId(told, id)
    const card = shown?.['payment_card']
    if (!told.accepted || !isObject(card) || !shown) continue
    seen.push({ told, code: other.security_code, shown })
    conversation.note(...endsLike(conversation, told, { card, number: other.number }))
  }
  const [first, ...more] = seen
  if (!first || more.length === 0) return
  const isTold = seen.every(({ code, shown }) => new RegExp(`(?<![0-9])${code}(?![0-9])`).test(JSON.stringify(shown)))
  conversation.note(
    claim(conversation, first.told.exchange, {
      requirement: codeHidden,
      holds: !isTold,
      message: 'What is shown of an instrument holds each security code that is sent',
      at: '/payment_instruments',
      expected: 'it is in no reply',
      received: 'the whole value',
    }),
  )
}

type Ending = { readonly card: JsonObject; readonly number: string }

const endsLike = (conversation: Conversation, { exchange }: Told, { card, number }: Ending): readonly Evidence[] => {
  const shown = ['masked_number', 'number_masked', 'number_last_digits'].filter(
    (name) => typeof card[name] === 'string',
  )
  if (shown.length === 0) return []
  const stale = shown.find((name) => !number.endsWith(asText(card[name]).replaceAll('*', '')))
  return [
    claim(conversation, exchange, {
      requirement: updated,
      holds: stale === undefined,
      message: `${stale ?? 'nothing'} is not of the card number that was given`,
      at: '/payment_instruments',
      expected: `the end of ${number.slice(-4)}`,
      received: card[stale ?? ''],
    }),
  ]
}

/** The first of some members that a card had, and has not any more as it was. */
const lostOf = (members: readonly string[], was: JsonObject, is: Json | undefined): string | undefined =>
  members.find((name) => Object.hasOwn(was, name) && !isEqual(was[name], isObject(is) ? is[name] : undefined))

/**
 * A custom property beside the card. A shop may have none of this name at instruments: one that shows it shows what was
 * given last, in the reply and when the order is read.
 */
const noteCustom = async (conversation: Conversation, order: string, id: string): Promise<void> => {
  const name = customName(conversation)
  const value = holderOf(conversation, 'custom')
  const told = await ask(conversation, 'updatePaymentInstrument', {
    order,
    instrument: id,
    body: { ...cardRequest(conversation, { amount: 0.18, holder: holderOf(conversation, 'updated') }), [name]: value },
    skipAuthorization: true,
    soft: true,
  })
  const isShown = (at: Told): boolean => typeof byId(at, id)?.[name] === 'string'
  if (!told.accepted || !isShown(told)) return
  const later = await ask(conversation, 'getOrder', { order })
  for (const seen of [told, ...(later.accepted ? [later] : [])])
    conversation.note(
      claim(conversation, seen.exchange, {
        requirement: updated,
        holds: byId(seen, id)?.[name] === value,
        message: 'A custom property of a payment instrument is not told as it was given',
        at: '/payment_instruments',
        expected: value,
        received: byId(seen, id)?.[name],
      }),
    )
}

/**
 * By way of another order there is no instrument of this name, and an update of its own that is refused changes nothing:
 * of an order that nobody else works on, a relation compares what is read before and after.
 */
const noteElsewhere = async (conversation: Conversation, order: string, instrument: string): Promise<void> => {
  if (!conversation.session.supplies.has('basketId')) return
  const other = await ownOrder(conversation, [])
  if (!other || other.no === order) return
  const told = await ask(conversation, 'updatePaymentInstrument', {
    order: other.no,
    instrument,
    body: cardRequest(conversation, { amount: 0.01, holder: holderOf(conversation, 'elsewhere') }),
    skipAuthorization: true,
  })
  noteFault(conversation, told, {
    type: 'PaymentInstrumentNotFoundException',
    what: 'A payment instrument of another order',
    values: { paymentInstrumentId: instrument },
  })
  const own = await addInstrument(conversation, { order: other.no, amount: 0.01, what: 'own', facets: [] })
  if (!own) return
  await ask(conversation, 'getOrder', { order: other.no })
  await ask(conversation, 'updatePaymentInstrument', {
    order: other.no,
    instrument: own.id,
    body: cardRequest(conversation, {
      amount: 0.02,
      holder: holderOf(conversation, 'refused'),
      method: 'assay-no-such-method',
    }),
    skipAuthorization: true,
  })
  await ask(conversation, 'getOrder', { order: other.no })
  const plain = await ask(conversation, 'addPaymentInstrument', {
    order: other.no,
    body: cardRequest(conversation, { amount: 0.01, holder: holderOf(conversation, 'authorized') }),
    skipAuthorization: false,
    soft: true,
  })
  if (plain.status > 0)
    conversation.note(
      claim(conversation, plain.exchange, {
        requirement: spelt,
        holds: plain.accepted,
        message: 'skip_authorization=false is refused, while true is taken',
        at: 'status',
        expected: '200',
        received: answerText(plain.exchange),
        ambiguities: [71],
      }),
    )
  await tellStrangers(conversation, other.no)
  // Nothing is authorized: what relations see of the amounts is all that is wanted.
  for (const amount of amounts)
    await ask(conversation, 'updatePaymentInstrument', {
      order: other.no,
      instrument: own.id,
      body: cardRequest(conversation, { amount, holder: holderOf(conversation, 'own') }),
      skipAuthorization: true,
    })
}

/** What is asked without credentials is not done either: relations compare what is read before and after. */
const tellStrangers = async (conversation: Conversation, order: string): Promise<void> => {
  const stranger = holderOf(conversation, 'stranger')
  const asked = { order, authorization: null } as const
  await ask(conversation, 'getNotes', { order })
  await ask(conversation, 'updateOrder', { ...asked, body: { [customName(conversation)]: stranger } })
  await ask(conversation, 'addNote', { ...asked, body: { subject: stranger, text: stranger } })
  await ask(conversation, 'addPaymentInstrument', {
    ...asked,
    body: cardRequest(conversation, { amount: 0.01, holder: stranger }),
  })
  await ask(conversation, 'getOrder', { order })
  await ask(conversation, 'getNotes', { order })
}

/** Cents that no binary fraction holds, and that a reader loses who multiplies them; a large sum; more than 32 bits. */
const amounts: readonly number[] = [0.29, 1.15, 1234.56, 3_000_000_123.45]

const isMasked = (conversation: Conversation, { exchange }: Told, { payment_card: card }: JsonObject) => {
  const shown = isObject(card) ? card : {}
  const number = shown['masked_number'] ?? shown['number_masked']
  const last = shown['number_last_digits']
  const digits = typeof number === 'string' ? number.replace(/\D/g, '') : ''
  const hides = digits.length <= 6 && (digits === '' || cardNumber.endsWith(digits))
  const isLast =
    last === undefined || last === null || (typeof last === 'string' && last.length <= 6 && cardNumber.endsWith(last))
  const isExact = number === `${'*'.repeat(cardNumber.length - 4)}${cardNumber.slice(-4)}`
  return claim(conversation, exchange, {
    requirement: masked,
    holds: hides && isLast && isExact,
    message: 'The number of the card is masked in another way',
    at: '/payment_instruments',
    expected: `${'*'.repeat(cardNumber.length - 4)}${cardNumber.slice(-4)}`,
    received: { masked_number: number, number_last_digits: last },
    ...(hides && isLast ? { ambiguities: [117] } : {}),
  })
}

/** Neither the full number nor the security code is in any of the replies. */
const hidden = (conversation: Conversation, replies: readonly Told[]) =>
  [
    { requirement: numberHidden, value: cardNumber, what: 'full card number' },
    { requirement: codeHidden, value: securityCode, what: 'security code' },
  ].flatMap(({ requirement, value, what }) => {
    const bodyOf = ({ exchange: { outcome } }: Told) => (outcome.kind === 'reply' ? outcome.reply.body : '')
    const leak = replies.find((told) => placeIn(bodyOf(told), value) !== undefined)
    const shown = leak ?? replies.at(-1)
    if (!shown) return []
    return claim(conversation, shown.exchange, {
      requirement,
      holds: leak === undefined,
      message: `A reply holds the ${what}`,
      at: placeIn(bodyOf(shown), value) ?? '',
      expected: 'it is in no reply',
      received: 'the whole value',
    })
  })
