import { placeIn } from '../../../checks/no-hidden-echo.ts'
import { isEqual } from '../../../checks/relations/compare.ts'
import { asText, brief, isObject, type JsonObject } from '../../../core/json.ts'
import { answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { noteFault } from './fault.ts'
import { lacks, ownOrder, readOrder, sharedOrder } from './orders.ts'
import {
  ask,
  cardNumber,
  cardRequest,
  customName,
  holderOf,
  instrumentId,
  instrumentOf,
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
const resolved = `${flow}/stored-is-resolved`
const storedAmount = `${flow}/stored/amount`
const fromStored = `${flow}/updated-from-stored`
const restIgnored = `${flow}/stored-ignores-the-rest`
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

const needsCard = (operation: string): string => `${operation}/request/payment_card/needed-for-credit-card`

export const instrumentCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'instruments/life',
    title: 'three payment instruments added, one updated, one removed',
    about: life,
    run: async (conversation) => {
      const order = await sharedOrder(conversation, life)
      if (order !== undefined) await tellLife(conversation, order)
    },
  }),
  ...['addPaymentInstrument', 'updatePaymentInstrument'].map((operation) => needsCardCase(session, operation)),
  story(session, {
    id: 'instruments/stored',
    title: 'a stored payment instrument of the customer added',
    about: [resolved, storedAmount, fromStored, restIgnored],
    run: (conversation) => tellStored(conversation),
  }),
]

export type Added = { readonly id: string; readonly holder: string; readonly told: Told }

/** Adds an instrument that is known again by its holder. Nothing is authorized, so that nothing is placed. */
export const addInstrument = async (
  conversation: Conversation,
  {
    order,
    amount,
    what,
    facets,
  }: { readonly order: string; readonly amount: number; readonly what: string; readonly facets: readonly string[] },
): Promise<Added | undefined> => {
  const holder = holderOf(conversation, what)
  const told = await ask(conversation, 'addPaymentInstrument', {
    order,
    body: cardRequest(conversation, { amount, holder }),
    skipAuthorization: true,
  })
  const instrument = told.accepted ? instrumentOf(told.body, holder) : undefined
  const id = instrument && instrumentId(instrument)
  if (id !== undefined) return { id, holder, told }
  openAll(
    conversation,
    facets,
    told.accepted
      ? 'the reply does not show the instrument that was added'
      : `set-up failed: no payment instrument could be added: ${answerText(told.exchange)}`,
  )
  return undefined
}

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
  const lost = kept.find((name) => Object.hasOwn(was, name) && !isEqual(was[name], isObject(is) ? is[name] : undefined))
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
}

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

/** By way of another order there is no instrument of this name. */
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
}

const byId = ({ body }: Told, id: string): JsonObject | undefined =>
  instrumentsIn(body).find((instrument) => instrumentId(instrument) === id)

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

const needsCardCase = (session: Session, operation: string): Case =>
  story(session, {
    id: `instruments/card-missing/${operation}`,
    title: `${operation} with CREDIT_CARD and no card`,
    about: [needsCard(operation)],
    run: async (conversation) => {
      const facets = [needsCard(operation)]
      const order = await sharedOrder(conversation, facets)
      if (order === undefined) return
      const known =
        operation === 'updatePaymentInstrument'
          ? await addInstrument(conversation, { order, amount: 0.01, what: 'known', facets })
          : undefined
      if (operation === 'updatePaymentInstrument' && !known) return
      const told = await ask(conversation, operation, {
        order,
        ...(known ? { instrument: known.id } : {}),
        body: { amount: 0.01, payment_method_id: 'CREDIT_CARD' },
      })
      const fault = told.body['fault']
      const type = isObject(fault) ? fault['type'] : undefined
      const isRefused = told.status >= 400 && told.status < 500
      if (told.status === 0) return openAll(conversation, facets, answerText(told.exchange))
      conversation.note(
        claim(conversation, told.exchange, {
          requirement: needsCard(operation),
          holds: told.status === 400 && type === 'InvalidPaymentMethodIdException',
          message: isRefused ? `It is answered ${told.status} ${asText(type)}` : 'CREDIT_CARD without a card is taken',
          at: isRefused ? '/fault/type' : 'status',
          expected: '400 InvalidPaymentMethodIdException',
          received: answerText(told.exchange),
          ...(isRefused ? { ambiguities: [120] } : {}),
        }),
      )
    },
  })

const tellStored = async (conversation: Conversation): Promise<void> => {
  const facets = [resolved, storedAmount, fromStored, restIgnored]
  const stored = conversation.session.spec.fixtures['customerPaymentInstrumentId']
  if (typeof stored !== 'string')
    return lacks(
      conversation,
      facets,
      'needs a stored instrument of the customer: give --fixture customerPaymentInstrumentId=…',
    )
  const order = await sharedOrder(conversation, facets)
  if (order === undefined) return
  const before = await readOrder(conversation, order, facets)
  if (!before) return
  const plain = await ask(conversation, 'addPaymentInstrument', {
    order,
    body: { customer_payment_instrument_id: stored, amount: 0.23 },
    skipAuthorization: true,
  })
  const added = newIn(before, plain)
  conversation.note(
    claim(conversation, plain.exchange, {
      requirement: resolved,
      holds: added !== undefined && tells(added),
      message: plain.accepted
        ? 'The data of the stored instrument is not in the order'
        : 'A stored instrument is refused',
      at: plain.accepted ? '/payment_instruments' : 'status',
      expected: 'an instrument with the stored data',
      received: added ?? answerText(plain.exchange),
    }),
  )
  if (added)
    conversation.note(
      claim(conversation, plain.exchange, {
        requirement: storedAmount,
        holds: Math.round(Number(added['amount'] ?? Number.NaN) * 100) === 23,
        message: 'The stored instrument does not have the amount that was given',
        at: '/payment_instruments',
        expected: '0.23',
        received: added['amount'],
      }),
    )
  await noteUpdatedFromStored(conversation, { order, stored, added })
  const holder = holderOf(conversation, 'ignored')
  const rich = await ask(conversation, 'addPaymentInstrument', {
    order,
    body: {
      ...cardRequest(conversation, { amount: 0.01, holder, method: 'assay-no-such-method' }),
      customer_payment_instrument_id: stored,
    },
    skipAuthorization: true,
  })
  if (plain.accepted && rich.accepted && !added)
    return openAll(conversation, [restIgnored], 'the reply does not show the instrument that was added')
  const isConsidered = instrumentsIn(rich.body).some(
    ({ payment_card: card }) => isObject(card) && card['holder'] === holder,
  )
  conversation.note(
    claim(conversation, rich.exchange, {
      requirement: restIgnored,
      holds: rich.accepted && !isConsidered,
      message: isConsidered ? 'The card of the request is considered' : 'Properties to be ignored are refused',
      at: isConsidered ? '/payment_instruments' : 'status',
      expected: '200 with the stored data',
      received: isConsidered ? holder : answerText(rich.exchange),
    }),
  )
}

type Stored = { readonly order: string; readonly stored: string; readonly added: JsonObject | undefined }

/** An instrument with a card of its own that is updated with a stored one tells what one tells that was added so. */
const noteUpdatedFromStored = async (conversation: Conversation, { order, stored, added }: Stored): Promise<void> => {
  if (!added || !tells(added))
    return openAll(conversation, [fromStored], 'the order does not show what the stored instrument is')
  const own = await addInstrument(conversation, { order, amount: 0.01, what: 'replaced', facets: [fromStored] })
  if (!own) return
  const update = await ask(conversation, 'updatePaymentInstrument', {
    order,
    instrument: own.id,
    body: { customer_payment_instrument_id: stored, amount: 0.02 },
    skipAuthorization: true,
  })
  const shown = byId(update, own.id)
  if (update.accepted && !shown)
    return openAll(conversation, [fromStored], 'the reply does not show the instrument that was updated')
  const [wanted, found] = [dataOf(added), shown && dataOf(shown)]
  conversation.note(
    claim(conversation, update.exchange, {
      requirement: fromStored,
      holds:
        found !== undefined && Object.keys(wanted).every((name) => isEqual(found[name] ?? null, wanted[name] ?? null)),
      message: update.accepted ? 'The instrument does not have the stored data' : 'A stored instrument is refused',
      at: update.accepted ? '/payment_instruments' : 'status',
      expected: JSON.stringify(wanted),
      received: found ?? answerText(update.exchange),
    }),
  )
}

/** What tells one card or account from another; tokens may be drawn anew for each use. */
const dataOf = ({ payment_card: card, payment_bank_account: account }: JsonObject): JsonObject =>
  Object.fromEntries(
    [card, account]
      .flatMap((part) => (isObject(part) ? Object.entries(part) : []))
      .filter(([name, value]) => !name.startsWith('_') && !name.endsWith('_token') && value !== null),
  )

/** The instrument that a reply has and an earlier one had not. */
const newIn = (before: Told, after: Told): JsonObject | undefined => {
  const known = instrumentsIn(before.body).map(instrumentId)
  const all = instrumentsIn(after.body).filter((instrument) => !known.includes(instrumentId(instrument)))
  // Others may add to the order at the same time: theirs have a holder of their own, and what is stored has not.
  return all.findLast((one) => !isOurs(one)) ?? all.at(-1)
}

/** Of a card that was made up for a test. */
const isOurs = ({ payment_card: card }: JsonObject): boolean =>
  isObject(card) && /^assay /i.test(asText(card['holder']))

/** Whether an instrument says of what it is: a card or account with something in it. */
const tells = ({ payment_card: card, payment_bank_account: account }: JsonObject): boolean =>
  // _type says what a part is, nothing of what is stored.
  [card, account].some((part) => isObject(part) && Object.keys(part).some((name) => !name.startsWith('_')))
