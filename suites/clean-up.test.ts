import { afterEach, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { specFor } from '../test/reference-spec.ts'
import { type Asked, type ServerReply, startRecorder } from '../test/servers/recorder.ts'
import { cleanUp, cleanUpOf } from './clean-up.ts'
import { converse } from './conversation.ts'
import { openSession } from './session.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const contract = await loadContract('ocapi-shop')
const json = (body: unknown): ServerReply => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

/** A shop to which the run adds two notes, a payment instrument and an order; its order 7 had a note before. */
const added = async (answer: (asked: Asked) => ServerReply) => {
  const server = await startRecorder(answer)
  closing.push(server.close)
  const target = { baseUrl: server.baseUrl, headers: {}, timeoutMs: 500, concurrency: 2 }
  const session = await openSession(specFor('ocapi-shop', target), contract)
  closing.push(session.close)
  const { sendUnjudged } = converse(session, 'case', { kind: 'flow' })
  const send = (id: string, order: string | undefined, body: object) =>
    sendUnjudged({
      operation: session.operation(id),
      parameters: order === undefined ? {} : { 'path.order_no': order },
      body: body as never,
    })
  await send('addNote', '7', { subject: 'a', text: 'one' })
  await send('addNote', '7', { subject: 'a', text: 'two' })
  await send('addPaymentInstrument', '7', { amount: 1, payment_card: { holder: 'Ada Test' } })
  await send('submitBasket', undefined, { basket_id: 'b' })
  await send('addNote', '8', { subject: 'a', text: 'three' })
  return { session, server }
}

const notes = {
  notes: [
    { id: 'theirs', subject: 'a', text: 'zero' },
    { id: 'n1', subject: 'a', text: 'one' },
    { id: 'n2', subject: 'a', text: 'two' },
  ],
}
const order = (no: string) => ({
  order_no: no,
  payment_instruments: [
    { payment_instrument_id: 'p0', amount: 1, payment_card: { holder: 'Somebody Else' } },
    { payment_instrument_id: 'p1', amount: 1, payment_card: { holder: 'Ada Test' } },
  ],
})

const shop = ({ method, path }: Asked): ServerReply => {
  if (method === 'GET') return json(path.endsWith('/notes') ? notes : order('7'))
  return json(path === '/orders' ? order('8') : {})
}

const own = 'it is on an order of the run, or the run ended before its clean-up'
const kept = [
  { what: 'order', id: '8', request: 'case#4', cleanup: 'none', detail: 'the contract has no way to remove it' },
  { what: 'note', request: 'case#5', cleanup: 'none', detail: own },
]

test('what the run added to orders that are not its own is removed, and nothing else', async () => {
  const { session, server } = await added(shop)
  const { ledger, evidence } = await cleanUp(session)
  expect({ ledger, evidence }).toEqual({
    ledger: [
      { what: 'note', id: 'n1', request: 'case#1', cleanup: 'removed', detail: 'by removeNote' },
      { what: 'note', id: 'n2', request: 'case#2', cleanup: 'removed', detail: 'by removeNote' },
      {
        what: 'payment instrument',
        id: 'p1',
        request: 'case#3',
        cleanup: 'removed',
        detail: 'by removePaymentInstrument',
      },
      ...kept,
    ],
    evidence: [],
  })
  const removals = server.asked().filter(({ method }) => method === 'DELETE')
  expect(removals.map(({ path }) => path)).toEqual([
    '/orders/7/notes/n1',
    '/orders/7/notes/n2',
    '/orders/7/payment_instruments/p1',
  ])
})

test('what cannot be removed is told, and no requirement hears of it', async () => {
  const { session } = await added((asked) => (asked.method === 'DELETE' ? { status: 500, body: 'no' } : shop(asked)))
  const { ledger, evidence, exchanges } = await cleanUp(session)
  const detail = 'it answers 500 "no"'
  expect({ ledger, evidence, exchanges }).toEqual({
    ledger: [
      { what: 'note', id: 'n1', request: 'case#1', cleanup: 'failed', detail },
      { what: 'note', id: 'n2', request: 'case#2', cleanup: 'failed', detail },
      { what: 'payment instrument', id: 'p1', request: 'case#3', cleanup: 'failed', detail },
      ...kept,
    ],
    evidence: [],
    exchanges: [],
  })
})

test('where an order cannot be read, what was added to it is told as left behind', async () => {
  const { session } = await added((asked) => (asked.method === 'GET' ? { status: 503 } : shop(asked)))
  const { ledger = [] } = await cleanUp(session)
  expect(ledger.slice(0, 3).map(({ cleanup, detail }) => `${cleanup}: ${detail}`)).toEqual(
    Array(3).fill('failed: the order could not be read: it answers 503 ""'),
  )
})

/** A shop that keeps the notes of one order, to which cases add some; a note of the set-up is there too. */
const noted = async () => {
  let kept: readonly { readonly id: string; readonly subject: string; readonly text: string }[] = []
  let serial = 0
  const server = await startRecorder(({ method, path, body }) => {
    if (method === 'GET') return json({ notes: kept })
    if (method === 'DELETE') kept = kept.filter(({ id }) => !path.endsWith(`/${id}`))
    else {
      serial += 1
      kept = [...kept, { id: `n${serial}`, ...JSON.parse(body) }]
    }
    return json({ notes: kept })
  })
  closing.push(server.close)
  const target = { baseUrl: server.baseUrl, headers: {}, timeoutMs: 500, concurrency: 2 }
  const session = await openSession(specFor('ocapi-shop', target), contract)
  closing.push(session.close)
  const add = (by: string, text: string) =>
    converse(session, by, { kind: by.startsWith('setup/') ? 'set-up' : 'flow' }).sendUnjudged({
      operation: session.operation('addNote'),
      parameters: { 'path.order_no': '7' },
      body: { subject: 'a', text },
    })
  /** Changes the text of the first or the last note that has it. */
  const say = (before: string, after: string, which: 'first' | 'last' = 'first'): void => {
    const places = kept.flatMap(({ text }, place) => (text === before ? [place] : []))
    const place = which === 'first' ? places[0] : places.at(-1)
    kept = kept.map((note, index) => (index === place ? { ...note, text: after } : note))
  }
  return { session, server, add, say, texts: () => kept.map(({ text }) => text) }
}

const eight = ['1', '2', '3', '4', '5', '6', '7', '8']

test('while a run goes on, what its cases made is removed, and what its set-up made stays', async () => {
  const { session, server, add, texts } = await noted()
  const { tidy, finish } = cleanUpOf(session)
  await add('setup/note/0', 'ours')
  for (const text of eight.slice(0, 6)) await add(`case/${text}`, text)
  await tidy()
  expect({ texts: texts(), reads: server.asked().filter(({ method }) => method === 'GET').length }).toEqual({
    texts: ['ours', ...eight.slice(0, 6)],
    reads: 0,
  })
  for (const text of eight.slice(6)) await add(`case/${text}`, text)
  await tidy()
  expect(texts()).toEqual(['ours'])
  const { ledger = [] } = await finish()
  expect(texts()).toEqual([])
  expect(ledger.map(({ request, cleanup }) => `${cleanup} ${request}`).sort()).toEqual(
    ['removed setup/note/0#1', ...eight.map((text) => `removed case/${text}#1`)].sort(),
  )
})

test('what looks like something of the set-up is told apart from it', async () => {
  const { session, add, texts } = await noted()
  const { tidy, finish } = cleanUpOf(session)
  await add('setup/note/0', '3')
  for (const text of eight) await add(`case/${text}`, text)
  await tidy()
  expect(texts()).toEqual(['3'])
  await finish()
  expect(texts()).toEqual([])
})

test('what the set-up made is left, even where an update made it look like what a case added', async () => {
  const { session, add, texts, say } = await noted()
  const { tidy, finish } = cleanUpOf(session)
  session.setUp.push(await add('setup/note/0', 'ours'))
  for (const text of eight) await add(`case/${text}`, text)
  // The note of the set-up says now what another says no longer.
  say('ours', '3')
  say('3', 'changed', 'last')
  await tidy()
  expect(texts()).toEqual(['3', 'changed'])
  await finish()
  // Nothing that the run sent looks like them any more.
  expect(texts()).toEqual(['3', 'changed'])
})

test('a card without a holder is known again by what else is shown of it', async () => {
  const card = (month: number) => ({ holder: null, card_type: 'Visa', expiration_month: month, expiration_year: 2045 })
  const instruments = [4, 5].map((month) => ({
    payment_instrument_id: `p${month}`,
    amount: 1,
    payment_card: { ...card(month), masked_number: '************1111' },
  }))
  const server = await startRecorder(({ method }) => json(method === 'GET' ? { payment_instruments: instruments } : {}))
  closing.push(server.close)
  const target = { baseUrl: server.baseUrl, headers: {}, timeoutMs: 500, concurrency: 2 }
  const session = await openSession(specFor('ocapi-shop', target), contract)
  closing.push(session.close)
  await converse(session, 'case', { kind: 'flow' }).sendUnjudged({
    operation: session.operation('addPaymentInstrument'),
    parameters: { 'path.order_no': '7' },
    body: { amount: 1, payment_card: { ...card(5), number: '4111111111111111' } },
  })
  const { ledger = [] } = await cleanUp(session)
  expect(ledger.map(({ id, detail }) => `${id} ${detail}`)).toEqual(['p5 by removePaymentInstrument'])
})
