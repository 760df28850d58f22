import { tokenOf } from '../../../core/seed.ts'
import { converse } from '../../conversation.ts'
import { fixtureValues, type Provider, type Providers } from '../../fixtures.ts'
import { freshMark } from '../../fresh.ts'
import type { Session } from '../../session.ts'
import { ask, cardRequest, holderOf, instrumentId, instrumentOf, listIn } from './shop.ts'

/** An order made of a fresh basket. */
const orderNo: Provider = async (session) => {
  if (!session.supplies.has('basketId')) return undefined
  const conversation = converse(session, 'setup/order', { kind: 'set-up' })
  const { accepted, body } = await ask(conversation, 'submitBasket', { body: { basket_id: freshMark('basketId') } })
  const number = body['order_no']
  return accepted && typeof number === 'string' && number !== ''
    ? { value: number, result: conversation.result('an order to work on') }
    : undefined
}

/** A note added for the purpose, and found again by its text. */
const noteId: Provider = async (session, serial = 0) => {
  const order = await sharedNumber(session)
  if (order === undefined) return undefined
  const conversation = converse(session, `setup/note/${serial}`, { kind: 'set-up' })
  const text = `assay ${tokenOf(10, session.spec.tag, conversation.caseId)}`
  await ask(conversation, 'addNote', { order, body: { subject: 'assay', text } })
  const { body } = await ask(conversation, 'getNotes', { order })
  const id = listIn(body, 'notes').find((note) => note['text'] === text)?.['id']
  return typeof id === 'string' ? { value: id, result: conversation.result('a note to remove') } : undefined
}

const paymentInstrumentId: Provider = async (session, serial = 0) => {
  const order = await sharedNumber(session)
  if (order === undefined) return undefined
  const conversation = converse(session, `setup/instrument/${serial}`, { kind: 'set-up' })
  const holder = holderOf(conversation, 'instrument')
  const { body } = await ask(conversation, 'addPaymentInstrument', {
    order,
    body: cardRequest(conversation, { amount: 0.01, holder }),
    skipAuthorization: true,
  })
  const instrument = instrumentOf(body, holder)
  const id = instrument && instrumentId(instrument)
  return id === undefined ? undefined : { value: id, result: conversation.result('a payment instrument to work on') }
}

const sparePaymentInstrumentId: Provider = (session, serial = 0) => paymentInstrumentId(session, serial + 1)

export const providers: Providers = { orderNo, noteId, paymentInstrumentId, sparePaymentInstrumentId }

const sharedNumber = async (session: Session): Promise<string | undefined> => {
  const values = await fixtureValues(session, session.operation('getOrder'), { orderNo })
  return typeof values['orderNo'] === 'string' ? values['orderNo'] : undefined
}
