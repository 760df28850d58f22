import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { copied, isObject, type Json, type JsonObject } from '../../../core/json.ts'
import { failed, type LedgerEntry, removed } from '../../../core/ledger.ts'
import { oncePer } from '../../../core/once-per.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import type { Trace } from '../../ledger.ts'
import { instrumentId, instrumentsIn, listIn, type ParsedReply, parsedReply } from './shop.ts'

/** How one kind of thing on an order is listed, known again by what was sent, and removed. */
type Kind = {
  readonly added: string
  readonly list: string
  readonly itemsIn: (body: JsonObject) => readonly JsonObject[]
  readonly idOf: (item: JsonObject) => string | undefined
  readonly isSame: (item: JsonObject, sent: JsonObject) => boolean
  readonly remove: string
  readonly parameter: string
}

const textAt = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** What of a card is shown as it was sent. */
const shownOfCard = [
  'holder',
  'card_type',
  'expiration_month',
  'expiration_year',
  'valid_from_month',
  'valid_from_year',
]

/** By its holder, who is another one for each that is sent; a card without one by all else that is shown of it. */
const isSameCard = (item: Json | undefined, sent: Json | undefined): boolean => {
  if (!isObject(item) || !isObject(sent)) return false
  const names = textAt(sent['holder']) === '' ? shownOfCard : ['holder']
  return names.every((name) => (item[name] ?? null) === (sent[name] ?? null))
}

const kinds: readonly Kind[] = [
  {
    added: 'addNote',
    list: 'getNotes',
    itemsIn: (body) => listIn(body, 'notes'),
    idOf: ({ id }) => (typeof id === 'string' ? id : undefined),
    isSame: (item, sent) =>
      textAt(item['subject']) === textAt(sent['subject']) && textAt(item['text']) === textAt(sent['text']),
    remove: 'removeNote',
    parameter: 'path.note_id',
  },
  {
    added: 'addPaymentInstrument',
    list: 'getOrder',
    itemsIn: instrumentsIn,
    idOf: instrumentId,
    isSame: (item, sent) => isSameCard(item['payment_card'], sent['payment_card']) && item['amount'] === sent['amount'],
    remove: 'removePaymentInstrument',
    parameter: 'path.payment_instrument_id',
  },
]

/** Removes notes and payment instruments from orders that were there before the run; its own orders stay as they are. */
export const remover = async (
  conversation: Conversation,
  traces: readonly Trace[],
  which: 'all' | 'certain',
): Promise<readonly LedgerEntry[]> => {
  const own = new Set(traces.flatMap(({ entry }) => (entry.what === 'order' && entry.id ? [entry.id] : [])))
  const entries: LedgerEntry[] = []
  for (const kind of kinds) {
    const added = traces.filter(({ operation }) => operation === kind.added)
    for (const order of new Set(added.map(orderOf))) {
      if (own.has(order)) continue
      const there = added.filter((trace) => orderOf(trace) === order)
      entries.push(...(await removeFrom(conversation, { kind, order, traces: there, which })))
    }
  }
  return entries
}

const orderOf = ({ parameters }: Trace): string => String(parameters['path.order_no'])

type Work = {
  readonly kind: Kind
  readonly order: string
  readonly traces: readonly Trace[]
  readonly which: 'all' | 'certain'
}

const removeFrom = async (
  conversation: Conversation,
  { kind, order, traces, which }: Work,
): Promise<readonly LedgerEntry[]> => {
  const listed = await call(conversation, kind.list, { 'path.order_no': order })
  if (!listed.accepted)
    return traces.map(({ entry }) => failed(entry, `the order could not be read: ${answerText(listed.exchange)}`))
  const isFree = (item: JsonObject): boolean => which === 'all' || !isOfSetUp(conversation, kind.idOf(item))
  const items = kind.itemsIn(listed.body).filter(isFree)
  const plain = which === 'all' ? traces : traces.filter(({ body }) => isCertain(body, { kind, items, traces }))
  const entries: LedgerEntry[] = []
  for (const { entry, body } of plain) {
    const place = items.findLastIndex((item) => isObject(body) && kind.isSame(item, body))
    const [item] = place < 0 ? [] : items.splice(place, 1)
    const id = item && kind.idOf(item)
    if (!item) entries.push(removed(entry, 'it is not listed any longer'))
    else if (id === undefined) entries.push(failed(entry, 'the target does not tell its id'))
    else {
      const done = await call(conversation, kind.remove, { 'path.order_no': order, [kind.parameter]: id })
      const known = { ...entry, id }
      entries.push(done.accepted ? removed(known, `by ${kind.remove}`) : failed(known, answerText(done.exchange)))
    }
  }
  return entries
}

/** Cases still use what the set-up made, and by their updates it may look like what they added. */
const isOfSetUp = ({ session }: Conversation, id: string | undefined): boolean =>
  id !== undefined && session.setUp.some((exchange) => textsIn(exchange).has(id))

/** What stands between quotes, and between tags: a set-up is looked through once, however often something is removed. */
const textsIn = oncePer(
  (exchange: Exchange): ReadonlySet<string> => new Set(replyOf(exchange)?.body.split(/["<>]/).map(copied)),
)

/** Whether nothing else looks like it than what these traces are of. */
const isCertain = (
  body: Json,
  { kind, items, traces }: Pick<Work, 'kind' | 'traces'> & { readonly items: readonly JsonObject[] },
): boolean => {
  if (!isObject(body)) return true
  const made = traces.filter((one) => isObject(one.body) && kind.isSame(one.body, body))
  return items.filter((item) => kind.isSame(item, body)).length <= made.length
}

/** Not judged: a clean-up says nothing about the contract. */
const call = async (
  conversation: Conversation,
  operation: string,
  parameters: Readonly<Record<string, string>>,
): Promise<ParsedReply> =>
  parsedReply(await conversation.sendUnjudged({ operation: conversation.session.operation(operation), parameters }))
