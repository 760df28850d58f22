import { type Evidence, inconclusive, passed } from '../../../core/finding.ts'
import { isObject, type JsonObject } from '../../../core/json.ts'
import { keysOf } from '../../../core/record.ts'
import { answerText, refusedValid } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { addInstrument } from './added-instrument.ts'
import { claim } from './claim.ts'
import { sharedOrder } from './orders.ts'
import { ask, instrumentId, instrumentsIn, type ParsedReply } from './shop.ts'
import { isRefusedLater, isTaken } from './taken-too.ts'

const operations = ['addPaymentInstrument', 'updatePaymentInstrument'] as const

type Operation = (typeof operations)[number]

/** Of no other instrument that the run adds. */
const ownAmount = 0.19

/** Of no other one either. */
const updatedAmount = 0.21

/** Digits throughout, so that they are known again wherever a reply holds them. */
const account = {
  drivers_license: '555111222333',
  drivers_license_state_code: 'MA',
  holder: 'Assay account',
  number: '000123456789',
}

/** Digits throughout as well. */
const giftCode = '9906211042'

const masked = 'flow/instruments/account-masked'
const isShown = 'flow/instruments/account-shown'

const members = keysOf(account)
const secrets = ['drivers_license', 'number'] as const

/** The method of the document's sample that is no card, unless the user names the one that takes accounts. */
const methodOf = ({ session }: Conversation): string => {
  const given = session.spec.fixtures['bankPaymentMethodId']
  return typeof given === 'string' ? given : 'BANK_TRANSFER'
}

/** Payment by a bank account, whole and without each of its members. */
export const accountCases = (session: Session): readonly Case[] =>
  operations.map((operation) => {
    const facets = [
      ...members.map((member) => optional(operation, member)),
      ...secrets.map((one) => hidden(operation, one)),
      ...(operation === 'addPaymentInstrument' ? [masked, isShown] : []),
    ]
    return story(session, {
      id: `instruments/account/${operation}`,
      title: `${operation} with a bank account, whole and without each of its members`,
      about: [...facets, ...(operation === 'updatePaymentInstrument' ? [isTaken(operation)] : [])],
      run: async (conversation) => {
        const order = await sharedOrder(conversation, facets)
        if (order !== undefined) await tellAccounts(conversation, { operation, order, facets })
      },
    })
  })

const optional = (operation: Operation, member: string): string =>
  `${operation}/request/payment_bank_account/${member}/optional`

const hidden = (operation: Operation, member: string): string =>
  `${operation}/security/hidden/payment_bank_account/${member}`

type About = { readonly operation: Operation; readonly order: string; readonly facets: readonly string[] }

const tellAccounts = async (conversation: Conversation, { operation, order, facets }: About): Promise<void> => {
  const known =
    operation === 'updatePaymentInstrument'
      ? await addInstrument(conversation, { order, amount: 0.01, what: 'account', facets })
      : undefined
  if (operation === 'updatePaymentInstrument' && !known) return
  const method = methodOf(conversation)
  const send = (sent: JsonObject): Promise<ParsedReply> =>
    ask(conversation, operation, {
      order,
      ...(known ? { instrument: known.id } : {}),
      body: { amount: ownAmount, payment_method_id: method, payment_bank_account: sent },
      skipAuthorization: true,
    })
  // What a reply shows of the account is looked at by the checks of every exchange.
  const whole = await send(account)
  if (!whole.accepted) {
    if (known) await noteAccountUpdate(conversation, order)
    const reason = `no bank account was taken with ${method}: give --fixture bankPaymentMethodId=…: ${answerText(whole.exchange)}`
    return openAll(conversation, facets, reason)
  }
  if (operation === 'addPaymentInstrument')
    conversation.note(isMasked(conversation, whole), showsAccount(conversation, whole))
  // The check of what is hidden looks at the reply; where the member is refused, nothing is known of it.
  await ask(conversation, operation, {
    order,
    ...(known ? { instrument: known.id } : {}),
    body: { amount: 0.01, payment_method_id: method, payment_bank_account: account, gift_certificate_code: giftCode },
    skipAuthorization: true,
    soft: true,
  })
  for (const member of members) {
    const { [member]: _, ...rest } = account
    const { accepted, exchange } = await send(rest)
    const facet = optional(operation, member)
    const requirement = conversation.session.id(facet)
    conversation.note(
      accepted
        ? passed(requirement, exchange.id)
        : refusedValid(conversation, { exchange, requirement, what: `An account without ${member}` }),
    )
  }
}

/** A shop may keep the method of an instrument: one that was added with a bank account can be updated with it. */
const noteAccountUpdate = async (conversation: Conversation, order: string): Promise<void> => {
  const body = { amount: updatedAmount, payment_method_id: methodOf(conversation), payment_bank_account: account }
  const added = await ask(conversation, 'addPaymentInstrument', { order, body, skipAuthorization: true, soft: true })
  const like = instrumentsIn(added.body).filter(
    (one) => one['payment_method_id'] === body.payment_method_id && one['amount'] === updatedAmount,
  )
  const instrument = like[0] && instrumentId(like[0])
  if (!added.accepted || instrument === undefined || like.length > 1) return
  const again = await ask(conversation, 'updatePaymentInstrument', { order, instrument, body, skipAuthorization: true })
  if (!again.accepted)
    conversation.note(
      isRefusedLater(conversation, again, { what: 'An update with what the instrument was added with' }),
    )
}

/** Whether the instrument that was added shows an account. Others of the order are told from it by method and amount. */
const showsAccount = (conversation: Conversation, { exchange, body }: ParsedReply): Evidence => {
  const method = methodOf(conversation)
  const like = instrumentsIn(body).filter((one) => one['payment_method_id'] === method && one['amount'] === ownAmount)
  if (like.length === 0) return inconclusive(conversation.session.id(isShown), 'the reply does not show the instrument')
  return claim(conversation, exchange, {
    requirement: isShown,
    holds: like.some(({ payment_bank_account: shown }) => isObject(shown) && Object.keys(shown).some(isPlain)),
    message: 'An instrument that was added with a bank account shows none',
    at: '/payment_instruments',
    expected: 'payment_bank_account',
    received: like.at(-1),
  })
}

/** _type says what a part is, nothing of what it holds. */
const isPlain = (name: string): boolean => !name.startsWith('_')

/** What is shown of each secret: its mask, under either name, and its last characters. */
const shownOf = (shown: JsonObject, secret: (typeof secrets)[number]) => ({
  mask: shown[`masked_${secret}`] ?? shown[`${secret}_masked`],
  last: shown[`${secret}_last_digits`],
})

const isMasked = (conversation: Conversation, { exchange, body }: ParsedReply): Evidence => {
  const shown = instrumentsIn(body)
    .map(({ payment_bank_account: one }) => one)
    .find((one): one is JsonObject => isObject(one) && one['holder'] === account.holder)
  if (shown === undefined) return inconclusive(conversation.session.id(masked), 'the reply does not show the account')
  const all = secrets.map((secret) => ({ ...shownOf(shown, secret), secret, value: account[secret] }))
  const wrong = all.find(({ mask, last, value }) => !isEnd(plainPart(mask), value) || !isEnd(last, value))
  // The samples show four of each.
  const other = all.find(
    ({ mask, last, value }) =>
      (mask !== undefined && mask !== maskOf(value)) || (typeof last === 'string' && last !== value.slice(-4)),
  )
  const details = wrong ?? other
  return claim(conversation, exchange, {
    requirement: masked,
    holds: details === undefined,
    message: `The ${details?.secret ?? 'account'} is masked in another way`,
    at: '/payment_instruments',
    expected: details ? maskOf(details.value) : 'the last four characters',
    received: { mask: details?.mask ?? null, last: details?.last ?? null },
    ...(wrong ? {} : { ambiguities: [117] }),
  })
}

const maskOf = (value: string): string => `${'*'.repeat(value.length - 4)}${value.slice(-4)}`

/** What a mask leaves to be read. */
const plainPart = (mask: unknown): unknown => (typeof mask === 'string' ? mask.replaceAll('*', '') : mask)

/** Few characters of the end, or none. */
const isEnd = (shown: unknown, value: string): boolean =>
  shown === undefined || shown === null || (typeof shown === 'string' && shown.length <= 6 && value.endsWith(shown))
