import { expect, test } from 'vitest'
import { shopOf, talk } from '../../test/talk.ts'

const source = { document: 'Shop', section: 'Orders' }
const about = (id: string) => ({ id, title: id, how: 'compares', source })

const contract = await shopOf(
  {
    create: 'POST /orders',
    choose: 'PUT /orders/{no}',
    status: 'POST /status',
    list: 'GET /notes',
    pay: 'POST /payments',
  },
  [
    {
      ...about('flow/submissions'),
      kind: 'unique',
      operation: 'create',
      what: 'submission',
      made: [{ operation: 'create', id: 'reply.submission' }],
    },
    {
      ...about('flow/orders'),
      kind: 'unique',
      operation: 'create',
      what: 'order',
      made: [
        {
          operation: 'create',
          id: 'reply.no',
          later: {
            operation: 'status',
            key: { written: 'reply.submission', asked: 'request.submission' },
            when: [{ at: 'state', is: 'done' }],
          },
        },
        { operation: 'choose', id: 'path.no', chosen: true },
      ],
      repeated: { ...about('flow/two-orders'), without: ['reference'], ambiguity: 43 },
    },
    {
      ...about('flow/payments'),
      kind: 'unique',
      operation: 'pay',
      what: 'payment',
      made: [{ operation: 'pay', id: 'reply.id', nobodys: '0' }],
    },
    {
      ...about('flow/notes'),
      kind: 'unique',
      operation: 'list',
      what: 'note',
      lists: [{ operation: 'list', at: 'notes' }],
      ids: ['id'],
    },
  ],
)

const created = (sent: object, submission: string) => ({
  operation: 'create',
  path: '/orders',
  sent: { ...sent },
  body: { submission },
})
const done = (submission: string, no: string, state = 'done') => ({
  operation: 'status',
  path: '/status',
  sent: { submission },
  body: { no, state },
})

test('each submission has an id of its own', () => {
  const { send } = talk(contract)
  expect(send(created({ total: 1 }, 'a'))).toEqual([])
  expect(send(created({ total: 2 }, 'b'))).toEqual(['pass flow/submissions'])
  expect(send(created({ total: 3 }, 'a'))).toEqual(['fail flow/submissions'])
})

test("what stands in place of an id in each reply is nobody's", () => {
  const { send } = talk(contract)
  const paid = (sent: object, id: string) => ({ operation: 'pay', path: '/payments', sent: { ...sent }, body: { id } })
  expect(send(paid({ total: 1 }, '0'))).toEqual(['untested flow/payments'])
  expect(send(paid({ total: 2 }, '0'))).toEqual(['untested flow/payments'])
  expect(send(paid({ total: 3 }, '7'))).toEqual([])
  expect(send(paid({ total: 4 }, '7'))).toEqual(['fail flow/payments'])
})

test('each order has an id of its own, as a later call shows', () => {
  const { send } = talk(contract)
  send(created({ total: 1 }, 'a'))
  send(created({ total: 2 }, 'b'))
  send(created({ total: 3 }, 'c'))
  expect(send(done('a', '7', 'open'))).toEqual([])
  expect(send(done('a', '7'))).toEqual([])
  expect(send(done('b', '8'))).toEqual(['pass flow/orders'])
  expect(send(done('c', '7'))).toEqual(['fail flow/orders'])
})

test('the same order, posted twice, is two orders, or one by a wide reading, or one by its reference', () => {
  const { send } = talk(contract)
  for (const [order, submission, no, expected] of [
    [{ total: 1 }, 'a', '7', []],
    [{ total: 1 }, 'b', '8', ['pass flow/two-orders']],
    [{ total: 1 }, 'c', '7', ['warn flow/two-orders']],
  ] as const) {
    send(created(order, submission))
    expect(send(done(submission, no))).toEqual(expected)
  }
  const other = talk(contract)
  other.send(created({ total: 1, reference: 'r' }, 'a'))
  other.send(done('a', '7'))
  other.send(created({ total: 1, reference: 'r' }, 'b'))
  expect(other.send(done('b', '7'))).toEqual([])
})

test('a number that a caller chose is given to nobody else, and what was refused made nothing', () => {
  const { send } = talk(contract)
  send({ operation: 'choose', path: '/orders/7', sent: {} })
  send({ ...created({ total: 1 }, 'a'), status: 400 })
  expect(send(done('a', '7'))).toEqual([])
  send(created({ total: 2 }, 'b'))
  expect(send(done('b', '7'))).toEqual(['fail flow/orders'])
})

test('two elements of a list have two ids', () => {
  const { send } = talk(contract)
  expect(send({ operation: 'list', path: '/notes', body: { notes: [{ id: 1 }, { id: 2 }] } })).toEqual([
    'pass flow/notes',
  ])
  expect(send({ operation: 'list', path: '/notes', body: { notes: [{ id: 1 }, { id: 1 }] } })).toEqual([
    'fail flow/notes',
  ])
})
