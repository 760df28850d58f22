import { isAccepted } from '../../../checks/answer.ts'
import { parsed } from '../../../checks/check.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { isList, isObject, type Json, type JsonObject } from '../../../core/json.ts'
import { tokenOf } from '../../../core/seed.ts'
import type { Conversation } from '../../conversation.ts'
import { claim } from './claim.ts'
import { isNotCached } from './not-cached.ts'

/** An exchange and what its reply says. */
export type ParsedReply = {
  readonly exchange: Exchange
  readonly accepted: boolean
  /** 0 where there was no reply. */
  readonly status: number
  /** The reply document; empty where it is no JSON object. */
  readonly body: JsonObject
}

export type Asked = {
  readonly order?: string
  readonly note?: string
  readonly instrument?: string
  readonly body?: Json
  readonly skipAuthorization?: boolean
  /** Headers beside those of the contract. */
  readonly headers?: Readonly<Record<string, string>>
  readonly soft?: boolean
  /** Null sends no credentials. */
  readonly authorization?: null
}

const named = 'flow/order/replies-name-the-order'

/** Calls an operation of the shop; a reply that is an order must be the order of the path. */
export const ask = async (
  conversation: Conversation,
  operationId: string,
  { order, note, instrument, body, skipAuthorization, headers = {}, soft = false, authorization }: Asked,
): Promise<ParsedReply> => {
  const exchange = await conversation.send(
    {
      operation: conversation.session.operation(operationId),
      parameters: {
        ...(order === undefined ? {} : { 'path.order_no': order }),
        ...(note === undefined ? {} : { 'path.note_id': note }),
        ...(instrument === undefined ? {} : { 'path.payment_instrument_id': instrument }),
        ...(skipAuthorization === undefined ? {} : { 'query.skip_authorization': skipAuthorization }),
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [`header.${name}`, value])),
      },
      ...(body === undefined ? {} : { body }),
      ...(authorization === undefined ? {} : { authorization }),
    },
    { verbatim: true, soft },
  )
  conversation.note(...isNotCached(conversation, exchange, operationId))
  const parsed = parsedReply(exchange)
  const number = parsed.body['order_no']
  if (
    order !== undefined &&
    parsed.accepted &&
    typeof number === 'string' &&
    operationId !== 'submitBasketWithOrderNo'
  ) {
    conversation.note(
      claim(conversation, exchange, {
        requirement: named,
        holds: number === order,
        message: 'The reply is about another order than the path',
        at: '/order_no',
        expected: JSON.stringify(order),
        received: number,
      }),
    )
  }
  return parsed
}

export const parsedReply = (exchange: Exchange): ParsedReply => {
  const reply = replyOf(exchange)
  const body = reply && parsed(reply)?.value
  return {
    exchange,
    accepted: isAccepted(exchange),
    status: reply?.status ?? 0,
    body: isObject(body) ? body : {},
  }
}

/** An order number that no other request of any run carries. */
export const ownNumber = ({ session, caseId }: Conversation, what = ''): string =>
  `assay-${session.spec.tag}-${tokenOf(10, session.spec.tag, caseId, what)}`

/** The objects of a list in a reply. */
export const listIn = (body: JsonObject, member: string): readonly JsonObject[] => {
  const list = body[member]
  return isList(list) ? list.filter((one): one is JsonObject => isObject(one)) : []
}

/** What an instrument of a reply is called; the document shows two names for it. */
export const instrumentId = (instrument: JsonObject): string | undefined => {
  const id = instrument['payment_instrument_id'] ?? instrument['id']
  return typeof id === 'string' ? id : undefined
}

export const instrumentsIn = (body: JsonObject): readonly JsonObject[] => listIn(body, 'payment_instruments')

/** The card of the contract's samples, with a holder by which the instrument is known again. */
export const cardRequest = (
  conversation: Conversation,
  {
    amount,
    holder,
    method = methodOf(conversation),
  }: { readonly amount: number; readonly holder: string; readonly method?: string },
): JsonObject => ({
  amount,
  payment_method_id: method,
  payment_card: { ...card, holder },
})

export const cardNumber = '4111111111111111'
export const securityCode = '937'

const card = {
  number: cardNumber,
  security_code: securityCode,
  card_type: 'Visa',
  expiration_month: 2,
  expiration_year: 2045,
}

export const methodOf = ({ session }: Conversation): string => {
  const given = session.spec.fixtures['paymentMethodId']
  return typeof given === 'string' ? given : 'CREDIT_CARD'
}

/** The instrument of a reply that was added for a holder; else, where replies do not tell holders, the last one. */
export const instrumentOf = (body: JsonObject, holder: string): JsonObject | undefined => {
  const all = instrumentsIn(body)
  const known = all.find(({ payment_card: shown }) => isObject(shown) && shown['holder'] === holder)
  const anyTellsHolder = all.some(({ payment_card: shown }) => isObject(shown) && 'holder' in shown)
  return known ?? (anyTellsHolder ? undefined : all.at(-1))
}

export const holderOf = ({ session, caseId }: Conversation, what: string): string =>
  `Assay ${tokenOf(8, session.spec.tag, caseId, what)}`

/** Pays so much of an order with a card of its own; `what` tells the card from the case's others. */
export const pay = (
  conversation: Conversation,
  { no, amount, what }: { readonly no: string; readonly amount: number; readonly what: string },
): Promise<ParsedReply> =>
  ask(conversation, 'addPaymentInstrument', {
    order: no,
    body: cardRequest(conversation, { amount, holder: holderOf(conversation, what) }),
  })

/** A custom property of text. */
export const customName = ({ session: { spec } }: Conversation): string =>
  typeof spec.fixtures['customProperty'] === 'string' ? spec.fixtures['customProperty'] : 'c_strValue'
