import { expect, test } from 'vitest'
import { shopOf, talk } from '../../test/talk.ts'

const promise = (id: string) => ({ id, title: id, how: 'sets it', source: { document: 'Shop', section: 'Update' } })
const contract = await shopOf(
  { read: 'GET /orders/{no}', update: 'PATCH /orders/{no}', pay: 'POST /orders/{no}/payments' },
  [
    {
      kind: 'transitions',
      what: 'order',
      shown: ['read', 'update', 'pay'].map((operation) => ({ operation, key: 'path.no' })),
      at: 'status',
      changedBy: ['update', 'pay'],
      set: { operation: 'update', key: 'path.no', to: 'status', refusal: 400 },
      cells: [
        { ...promise('flow/fails'), from: ['created'], to: ['failed'], outcome: 'taken' },
        { ...promise('flow/final'), from: ['failed'], to: ['open'], outcome: 'refused', wide: [59] },
      ],
    },
  ],
)

const read = (status: string) => ({ operation: 'read', path: '/orders/1', body: { status } })
const update = (to: string, status = 200, more: object = {}) => ({
  operation: 'update',
  path: '/orders/1',
  sent: { status: to, ...more },
  body: { status: to },
  status,
})
const pay = (status: number) => ({ operation: 'pay', path: '/orders/1/payments', sent: {}, body: {}, status })

test('an order is set from the state that was seen last', () => {
  const { send } = talk(contract)
  expect(send(update('failed'))).toEqual([])
  expect(send(read('created'))).toEqual([])
  expect(send(update('failed'))).toEqual(['pass flow/fails'])
  expect(send(update('open', 400))).toEqual(['pass flow/final'])
  expect(send(update('open'))).toEqual(['warn flow/final'])
})

test('an order that cannot be set where it must be is told', () => {
  const { send } = talk(contract)
  send(read('created'))
  expect(send(update('failed', 400))).toEqual(['fail flow/fails'])
})

test('nothing is told where the state is not known, or something else was asked for', () => {
  const { begin, send } = talk(contract)
  send(read('created'))
  expect(send(update('failed', 400, { note: 'x' }))).toEqual([])
  expect(send(update('failed', 409))).toEqual([])
  send(pay(400))
  begin(pay(200))
  expect(send(update('failed', 400))).toEqual([])
})
