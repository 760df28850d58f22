import { placeIn } from '../../../checks/no-hidden-echo.ts'
import { isEqual } from '../../../checks/relations/compare.ts'
import { brief, isObject, type Json, type JsonObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { type Added, addInstrument, byId } from './added-instrument.ts'
import { claim } from './claim.ts'
import { noteElsewhere } from './instrument-elsewhere.ts'
import { readOrder, sharedOrder } from './orders.ts'
import { noteIssueNumber, noteOtherCards } from './other-cards.ts'
import {
  ask,
  cardNumber,
  cardRequest,
  customName,
  holderOf,
  instrumentId,
  instrumentsIn,
  type ParsedReply,
  securityCode,
} from './shop.ts'
import { isTaken } from './taken-too.ts'

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
    about: [...life, isTaken('addPaymentInstrument')],
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
    const one = await addInstrument(conversation, { order, amount, what, facets: life, isFurther: added.length > 0 })
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
  await noteIssueNumber(conversation, order, second.id)
  await noteElsewhere(conversation, order, second.id)
  const gone = await ask(conversation, 'removePaymentInstrument', { order, instrument: second.id })
  const rest = await readOrder(conversation, order, [removed, untouched])
  if (!rest) return
  conversation.note(...hidden(conversation, [...added.map(({ parsed }) => parsed), read, change, later, gone, rest]))
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
  const parsed = await ask(conversation, 'updatePaymentInstrument', {
    order,
    instrument: id,
    body: { amount: 0.17 },
    skipAuthorization: true,
    soft: true,
  })
  const [was, is] = [before?.['payment_card'], byId(parsed, id)?.['payment_card']]
  if (!parsed.accepted)
    return openAll(conversation, [part], `an amount alone is refused: ${answerText(parsed.exchange)}`)
  if (!isObject(was)) return openAll(conversation, [part], 'the reply did not show the card before')
  const lost = lostOf(kept, was, is)
  conversation.note(
    claim(conversation, parsed.exchange, {
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
  const parsed = await ask(conversation, 'updatePaymentInstrument', {
    order,
    instrument: id,
    body: { ...cardRequest(conversation, { amount: 0.18, holder: holderOf(conversation, 'updated') }), [name]: value },
    skipAuthorization: true,
    soft: true,
  })
  const isShown = (at: ParsedReply): boolean => typeof byId(at, id)?.[name] === 'string'
  if (!parsed.accepted || !isShown(parsed)) return
  const later = await ask(conversation, 'getOrder', { order })
  for (const seen of [parsed, ...(later.accepted ? [later] : [])])
    conversation.note(
      claim(conversation, seen.exchange, {
        requirement: updated,
        holds: byId(seen, id)?.[name] === value,
        message: 'A custom property of a payment instrument does not come back as it was given',
        at: '/payment_instruments',
        expected: value,
        received: byId(seen, id)?.[name],
      }),
    )
}

const isMasked = (conversation: Conversation, { exchange }: ParsedReply, { payment_card: card }: JsonObject) => {
  const shown = isObject(card) ? card : {}
  const number = shown['masked_number'] ?? shown['number_masked']
  const last = shown['number_last_digits']
  const digits = typeof number === 'string' ? number.replace(/\D/g, '') : ''
  const hides = digits.length <= 6 && (digits === '' || cardNumber.endsWith(digits))
  const isLast =
    last === undefined || last === null || (typeof last === 'string' && last.length <= 6 && cardNumber.endsWith(last))
  const isExact = number === `${'*'.repeat(cardNumber.length - 4)}${cardNumber.slice(-4)}`
  // The samples show four of each number.
  const areFour = last === undefined || last === null || last === cardNumber.slice(-4)
  return claim(conversation, exchange, {
    requirement: masked,
    holds: hides && isLast && isExact && areFour,
    message: 'The number of the card is masked in another way',
    at: '/payment_instruments',
    expected: `${'*'.repeat(cardNumber.length - 4)}${cardNumber.slice(-4)}`,
    received: { masked_number: number, number_last_digits: last },
    ...(hides && isLast ? { ambiguities: [117] } : {}),
  })
}

/** Neither the full number nor the security code is in any of the replies. */
const hidden = (conversation: Conversation, replies: readonly ParsedReply[]) =>
  [
    { requirement: numberHidden, value: cardNumber, what: 'full card number' },
    { requirement: codeHidden, value: securityCode, what: 'security code' },
  ].flatMap(({ requirement, value, what }) => {
    const bodyOf = ({ exchange: { outcome } }: ParsedReply) => (outcome.kind === 'reply' ? outcome.reply.body : '')
    const leak = replies.find((parsed) => placeIn(bodyOf(parsed), value) !== undefined)
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
