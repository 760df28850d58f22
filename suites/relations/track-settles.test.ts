import { expect, test } from 'vitest'
import { shopOf, talk } from '../../test/talk.ts'

const promise = (id: string) => ({ id, title: id, how: 'reads', source: { document: 'Shop', section: 'Status' } })
const contract = await shopOf({ create: 'POST /orders', pay: 'POST /payments', status: 'POST /status' }, [
  {
    kind: 'settles',
    what: 'submission',
    made: [
      { operation: 'create', key: 'reply.submission' },
      { operation: 'pay', key: 'reply.submission' },
    ],
    read: { operation: 'status', key: 'request.submission', at: 'state' },
    states: [['open'], ['done', 'failed']],
    forward: promise('flow/forward'),
    final: { ...promise('flow/final'), members: ['state', 'no'] },
    stable: { ...promise('flow/stable'), members: ['order.made'] },
    holds: [
      { ...promise('flow/order'), of: 'create', in: ['done'], at: 'no', is: ['filled'], message: 'It names no order' },
      { ...promise('flow/reference'), of: 'create', in: ['done'], at: 'ref', sent: 'request.ref', message: 'Another' },
    ],
  },
])

const create = (submission: string) => ({
  operation: 'create',
  path: '/orders',
  sent: { ref: 'r' },
  body: { submission },
})
const status = (submission: string, state: string, more: object = { no: 7, ref: 'r' }) => ({
  operation: 'status',
  path: '/status',
  sent: { submission },
  body: { state, ...more },
})

test('what was made moves on to its end, stays there, and tells what it must', () => {
  const { send } = talk(contract)
  send(create('a'))
  expect(send(status('a', 'open', {}))).toEqual([])
  expect(send(status('a', 'done'))).toEqual(['pass flow/order', 'pass flow/reference', 'pass flow/forward'])
  expect(send(status('a', 'done', { no: 8, ref: 'q' }))).toEqual([
    'pass flow/order',
    'fail flow/reference',
    'pass flow/forward',
    'fail flow/final',
  ])
  expect(send(status('a', 'open', {}))).toEqual(['fail flow/forward', 'fail flow/final'])
})

test('what nobody made, or another operation, tells of its states alone', () => {
  const { send } = talk(contract)
  send({ operation: 'pay', path: '/payments', sent: {}, body: { submission: 'p' } })
  expect(send(status('p', 'done', {}))).toEqual([])
  expect(send(status('unknown', 'done', {}))).toEqual([])
  expect(send(status('unknown', 'open', {}))).toEqual(['fail flow/forward', 'fail flow/final'])
})

test('when it was made is told again each time', () => {
  const { send } = talk(contract)
  const made = (day: string) => status('p', 'done', { order: { made: day } })
  expect(send(made('today'))).toEqual([])
  expect(send(made('today'))).toEqual(['pass flow/forward', 'pass flow/final', 'pass flow/stable'])
  expect(send(made('tomorrow'))).toEqual(['pass flow/forward', 'pass flow/final', 'fail flow/stable'])
})

test('an answer that was asked for before another one came may be older', () => {
  const { begin, end, send } = talk(contract)
  send(create('a'))
  const early = begin(status('a', 'open', {}))
  send(status('a', 'done'))
  expect(end(early)).toEqual([])
})
