import { isEqual } from '../../../checks/relations/compare.ts'
import { asText, isObject, type JsonObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { addInstrument, byId } from './added-instrument.ts'
import { claim } from './claim.ts'
import { lacks, readOrder, sharedOrder } from './orders.ts'
import { ask, cardRequest, holderOf, instrumentId, instrumentsIn, type ParsedReply } from './shop.ts'

const flow = 'flow/instruments'
const resolved = `${flow}/stored-is-resolved`
const storedAmount = `${flow}/stored/amount`
const fromStored = `${flow}/updated-from-stored`
const restIgnored = `${flow}/stored-ignores-the-rest`

/** Of no shop. */
const noMethod = 'assay-no-such-method'

/** What comes of an instrument that the customer has stored. */
export const storedInstrumentCase = (session: Session): Case =>
  story(session, {
    id: 'instruments/stored',
    title: 'a stored payment instrument of the customer added',
    about: [resolved, storedAmount, fromStored, restIgnored],
    run: (conversation) => tellStored(conversation),
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
      ...cardRequest(conversation, { amount: 0.01, holder, method: noMethod }),
      customer_payment_instrument_id: stored,
    },
    skipAuthorization: true,
  })
  if (plain.accepted && rich.accepted && !added)
    return openAll(conversation, [restIgnored], 'the reply does not show the instrument that was added')
  const isConsidered = instrumentsIn(rich.body).some(
    ({ payment_card: card, payment_method_id: shown }) =>
      shown === noMethod || (isObject(card) && card['holder'] === holder),
  )
  conversation.note(
    claim(conversation, rich.exchange, {
      requirement: restIgnored,
      holds: rich.accepted && !isConsidered,
      message: isConsidered
        ? 'The card or the method of the request is considered'
        : 'Properties to be ignored are refused',
      at: isConsidered ? '/payment_instruments' : 'status',
      expected: '200 with the stored data',
      received: isConsidered ? instrumentsIn(rich.body).at(-1) : answerText(rich.exchange),
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
const newIn = (before: ParsedReply, after: ParsedReply): JsonObject | undefined => {
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
