import { expect, test } from 'vitest'
import { shopOf, talk } from '../../test/talk.ts'

const promise = {
  title: 'own',
  how: 'looks',
  source: { document: 'Shop', section: 'Orders' },
  kind: 'isolated',
  members: ['text'],
}
const contract = await shopOf(
  {
    create: 'POST /orders',
    status: 'POST /status',
    add: 'POST /orders/{no}/notes',
    list: 'GET /orders/{no}/notes',
    pay: 'POST /payments',
    book: 'POST /bookings',
    ask: 'POST /asked',
  },
  [
    {
      ...promise,
      id: 'flow/notes',
      operation: 'list',
      what: 'order',
      written: [{ operation: 'add', owner: 'path.no' }],
      shown: [{ operation: 'list', owner: 'path.no', at: 'notes' }],
    },
    {
      ...promise,
      id: 'flow/orders',
      operation: 'status',
      what: 'order',
      written: [{ operation: 'create', owner: 'reply.submission' }],
      shown: [{ operation: 'status', owner: 'request.submission', at: 'payload' }],
    },
    {
      ...promise,
      id: 'flow/payments',
      operation: 'pay',
      what: 'payment',
      written: [{ operation: 'pay' }],
      shown: [{ operation: 'pay' }],
    },
    {
      ...promise,
      id: 'flow/references',
      operation: 'ask',
      what: 'order',
      members: ['referenceId', 'CurrencyCode'],
      written: [{ operation: 'book', owner: 'reply.submission' }],
      shown: [{ operation: 'ask', owner: 'request.submission', at: '' }],
    },
  ],
)

const [one, two] = ['this is a first text', 'that is another text']
const add = (no: string, text: string) => ({ operation: 'add', path: `/orders/${no}/notes`, sent: { text } })
const list = (no: string, ...texts: readonly string[]) => ({
  operation: 'list',
  path: `/orders/${no}/notes`,
  body: { notes: texts.map((text) => ({ text })) },
})

test('a note shows at its own order and at no other', () => {
  const { send } = talk(contract)
  send(add('1', one))
  send(add('2', two))
  expect(send(list('1', one))).toEqual(['pass flow/notes'])
  expect(send(list('2', two, one))).toEqual(['fail flow/notes'])
})

test('a note that is written for both, or stood there before, is nobody else’s', () => {
  const { begin, send } = talk(contract)
  expect(send(list('2', one))).toEqual(['pass flow/notes'])
  send(add('1', one))
  expect(send(list('2', one))).toEqual(['pass flow/notes'])
  send(add('1', two))
  begin(add('2', two))
  expect(send(list('2', two))).toEqual(['pass flow/notes'])
})

test('what was written in another case for two orders is each one’s own', () => {
  const { send } = talk(contract)
  send(add('1', one))
  send(add('2', one.toUpperCase()))
  expect(send(list('2', one))).toEqual(['pass flow/notes'])
  send(add('3', two))
  expect(send(list('2', two.toUpperCase()))).toEqual(['fail flow/notes'])
})

test('what is written for an order whose name never came back may be anybody’s', () => {
  const { begin, send } = talk(contract)
  begin({ operation: 'create', path: '/orders', sent: { text: one } })
  send({ operation: 'create', path: '/orders', sent: { text: two }, body: { submission: 'b' } })
  const status = (submission: string, text: string) => ({
    operation: 'status',
    path: '/status',
    sent: { submission },
    body: { payload: { text } },
  })
  expect(send(status('a', one))).toEqual(['pass flow/orders'])
  expect(send(status('a', two))).toEqual(['fail flow/orders'])
})

test('a reply holds the texts of its own request only', () => {
  const { send } = talk(contract)
  const pay = (text: string, shown: string) => ({
    operation: 'pay',
    path: '/payments',
    sent: { text },
    body: { text: shown },
  })
  expect(send(pay(one, one))).toEqual(['pass flow/payments'])
  expect(send(pay(two, one))).toEqual(['fail flow/payments'])
})

test.each(['referenceId', 'CurrencyCode'])('a %s beside what is shown is that of the own order', (member) => {
  const { send } = talk(contract)
  const book = (submission: string, text: string) =>
    send({ operation: 'book', path: '/bookings', sent: { order: {}, [member]: text }, body: { submission } })
  const ask = (submission: string, body: Readonly<Record<string, string | null>>) =>
    send({ operation: 'ask', path: '/asked', sent: { submission }, body: { ...body, payload: null } })
  book('a', one)
  book('b', two)
  expect(ask('a', { [member]: one })).toEqual(['pass flow/references'])
  expect(ask('b', { [member]: one })).toEqual(['fail flow/references'])
  // Nobody asked for what was never told of, and it was written for another one.
  expect(ask('c', { [member]: two })).toEqual(['fail flow/references'])
  // A word as short as a currency may be anybody's.
  expect(ask('b', { [member]: 'EUR' })).toEqual([])
})
