import type { Evidence } from '../../../core/finding.ts'
import { asText, isObject, type JsonObject, objectOf } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { byId } from './added-instrument.ts'
import { claim } from './claim.ts'
import { ask, cardRequest, holderOf, instrumentOf, type ParsedReply } from './shop.ts'

const updated = 'flow/instruments/updated'
const codeHidden = 'flow/instruments/security-code-hidden'

/** Test numbers as well, of further lengths, each with a code of its own. */
const otherCards = [
  { number: '4012888888881881', card_type: 'Visa', security_code: '482' },
  { number: '378282246310005', card_type: 'Amex', security_code: '7195' },
  { number: '4222222222222', card_type: 'Visa', security_code: '638' },
] as const

/**
 * Of another card that is given, the end of its number is shown. Few digits stand in a reply by chance: a code is reported
 * where each of several is found in what the reply to it shows of the instrument.
 */
export const noteOtherCards = async (conversation: Conversation, order: string, id: string): Promise<void> => {
  const seen: { readonly parsed: ParsedReply; readonly code: string; readonly shown: JsonObject }[] = []
  for (const other of otherCards) {
    const sent = cardRequest(conversation, { amount: 0.18, holder: holderOf(conversation, 'updated') })
    const parsed = await ask(conversation, 'updatePaymentInstrument', {
      order,
      instrument: id,
      body: { ...sent, payment_card: { ...objectOf(sent['payment_card']), ...other } },
      skipAuthorization: true,
      soft: true,
    })
    const shown = byId(parsed, id)
    const card = shown?.['payment_card']
    if (!parsed.accepted || !isObject(card) || !shown) continue
    seen.push({ parsed, code: other.security_code, shown })
    conversation.note(...endsLike(conversation, parsed, { card, number: other.number }))
  }
  const [first, ...more] = seen
  if (!first || more.length === 0) return
  const isShown = seen.every(({ code, shown }) => new RegExp(`(?<![0-9])${code}(?![0-9])`).test(JSON.stringify(shown)))
  conversation.note(
    claim(conversation, first.parsed.exchange, {
      requirement: codeHidden,
      holds: !isShown,
      message: 'What is shown of an instrument holds each security code that is sent',
      at: '/payment_instruments',
      expected: 'it is in no reply',
      received: 'the whole value',
    }),
  )
}

type Ending = { readonly card: JsonObject; readonly number: string }

const endsLike = (
  conversation: Conversation,
  { exchange }: ParsedReply,
  { card, number }: Ending,
): readonly Evidence[] => {
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

const issue = '07'

/** Which promise tells of the issue number of a card that is given. */
const issued = [
  { operation: 'addPaymentInstrument', requirement: 'flow/instruments/added/payment_card.issue_number' },
  { operation: 'updatePaymentInstrument', requirement: updated },
] as const

/** Some cards have a number of their issue. A shop that takes cards takes them with one, and shows it whole if at all. */
export const noteIssueNumber = async (conversation: Conversation, order: string, id: string): Promise<void> => {
  for (const { operation, requirement } of issued) {
    const holder = holderOf(conversation, `issue of ${operation}`)
    const sent = cardRequest(conversation, { amount: 0.19, holder })
    const parsed = await ask(conversation, operation, {
      order,
      ...(operation === 'updatePaymentInstrument' ? { instrument: id } : {}),
      body: { ...sent, payment_card: { ...objectOf(sent['payment_card']), issue_number: issue } },
      skipAuthorization: true,
      soft: true,
    })
    const shown = objectOf(instrumentOf(parsed.body, holder)?.['payment_card'])['issue_number'] ?? issue
    if (parsed.status === 0 || (parsed.accepted && shown === issue)) continue
    const about = { requirement, holds: false, at: parsed.accepted ? '/payment_instruments' : 'status' }
    conversation.note(
      claim(conversation, parsed.exchange, {
        ...about,
        ...(parsed.accepted
          ? {
              message: 'The issue number of a card does not come back as it was given',
              expected: issue,
              received: shown,
            }
          : {
              message: `${operation} refuses a card with an issue number, and takes one without`,
              expected: '200',
              received: answerText(parsed.exchange),
              ambiguities: [],
            }),
      }),
    )
  }
}
