import { describe, expect, test } from 'vitest'
import { type Said, shopOf, talk } from '../../test/talk.ts'

const source = { document: 'Shop', section: 'Orders' }
const about = (id: string) => ({ id, title: id, how: 'sends it twice', source })

const contract = await shopOf(
  { create: 'POST /orders', submit: 'POST /baskets', pay: 'POST /payments', status: 'POST /status' },
  [
    {
      kind: 'once',
      operation: 'create',
      what: 'reference',
      key: 'request.reference',
      done: {
        operation: 'status',
        key: { written: 'reply.submission', asked: 'request.submission' },
        at: 'state',
        taken: ['Succeeded'],
        refused: ['Failed'],
      },
      again: { ...about('flow/again'), effect: 'refused', wide: [{ status: ['409'], ambiguity: 42 }] },
      says: { ...about('flow/says'), at: 'errors', text: 'Used before' },
      together: about('flow/together'),
    },
    {
      kind: 'once',
      operation: 'submit',
      what: 'basket',
      key: 'request.basket',
      refusedWith: [404],
      again: { ...about('flow/gone'), effect: 'refused', wide: [{ status: ['4XX'], ambiguity: 80 }] },
      together: about('flow/one'),
    },
    { kind: 'once', operation: 'pay', what: 'payment', again: { ...about('flow/pays'), effect: 'taken' } },
  ],
)

const create = (submission: string, status = 200): Said => ({
  operation: 'create',
  path: '/orders',
  sent: { reference: 'r' },
  body: { submission },
  status,
})
const status = (submission: string, state: string, errors: readonly string[] = []): Said => ({
  operation: 'status',
  path: '/status',
  sent: { submission },
  body: { state, errors: [...errors] },
})
const submit = (code = 200, more: Partial<Said> = {}): Said => ({
  operation: 'submit',
  path: '/baskets',
  sent: { basket: 'b' },
  status: code,
  ...more,
})

describe('a reference that was used', () => {
  const used = () => {
    const { begin, end, send } = talk(contract)
    send(create('a'))
    expect(send(status('a', 'Succeeded'))).toEqual([])
    return { begin, end, send }
  }

  test('fails when it is used again, and says why', () => {
    const { send } = used()
    expect(send(create('b'))).toEqual([])
    expect(send(status('b', 'Processing'))).toEqual([])
    expect(send(status('b', 'Failed', ['Used before.']))).toEqual(['pass flow/again', 'pass flow/says'])
    expect(send(status('b', 'Failed', ['Used before.']))).toEqual([])
  })

  test('succeeds when it is used again, or fails for nothing that it says', () => {
    const { send } = used()
    send(create('b'))
    expect(send(status('b', 'Succeeded'))).toEqual(['fail flow/again'])
    send(create('c'))
    expect(send(status('c', 'Failed', ['Out of stock']))).toEqual(['pass flow/again', 'fail flow/says'])
  })

  test('may be refused at once by a wide reading', () => {
    expect(used().send(create('b', 409))).toEqual(['warn flow/again'])
    expect(used().send(create('b', 500))).toEqual([])
  })

  test('is used again before it is known what became of the first use', () => {
    const both = (one: string, other: string) => {
      const { send } = talk(contract)
      send(create('a'))
      send(create('b'))
      expect(send(status('b', other))).toEqual([])
      return send(status('a', one))
    }
    expect(both('Succeeded', 'Failed')).toEqual(['pass flow/again'])
    expect(both('Succeeded', 'Succeeded')).toEqual(['fail flow/again'])
    // Nothing says which of the two is processed first.
    expect(both('Failed', 'Succeeded')).toEqual([])
    expect(both('Failed', 'Failed')).toEqual([])
  })

  test('is used by one of two at the same time', () => {
    const both = (one: string, other: string) => {
      const { begin, end, send } = talk(contract)
      const [first, second] = [begin(create('a')), begin(create('b'))]
      expect([first, second].map((each) => each && end(each))).toEqual([[], []])
      expect(send(status('a', one))).toEqual([])
      return send(status('b', other))
    }
    expect(both('Succeeded', 'Failed')).toEqual(['pass flow/together'])
    expect(both('Succeeded', 'Succeeded')).toEqual(['fail flow/together'])
    expect(both('Failed', 'Failed')).toEqual([])
  })
})

describe('a basket that was submitted', () => {
  test('is gone', () => {
    const { send } = talk(contract)
    send(submit())
    expect(send(submit(404))).toEqual(['pass flow/gone'])
    expect(send(submit(409))).toEqual(['warn flow/gone'])
    expect(send(submit(500))).toEqual(['fail flow/gone'])
    expect(send(submit())).toEqual(['fail flow/gone'])
  })

  test('says nothing where another request is refused for something else, or the caller is', () => {
    const { send } = talk(contract)
    send(submit())
    expect(send(submit(415, { headers: { accept: 'text/plain' } }))).toEqual([])
    expect(send(submit(401))).toEqual([])
    expect(send(submit(429))).toEqual([])
  })

  test('becomes one order of two that are asked for at the same time', () => {
    const { begin, end } = talk(contract)
    const [first, second, third] = [begin(submit()), begin(submit(404)), begin(submit())]
    expect([first, second, third].map((one) => one && end(one))).toEqual([
      [],
      ['pass flow/one'],
      ['fail flow/one', 'pass flow/one'],
    ])
  })
})

test('a payment that was taken is taken again', () => {
  const { send } = talk(contract)
  const pay = (code: number, amount = 1): Said => ({
    operation: 'pay',
    path: '/payments',
    sent: { amount },
    status: code,
  })
  expect(send(pay(200))).toEqual([])
  expect(send(pay(200))).toEqual(['pass flow/pays'])
  expect(send(pay(400, 2))).toEqual([])
  expect(send(pay(400))).toEqual(['fail flow/pays'])
})

test('a payment that is refused in another form is not said to be refused though it was taken', () => {
  const { send } = talk(contract)
  const pay = (code: number, written = '{"amount":1}'): Said => ({
    operation: 'pay',
    path: '/payments',
    sent: { amount: 1 },
    written,
    status: code,
  })
  expect(send(pay(200))).toEqual([])
  expect(send(pay(400, '{ "amount": 1 }'))).toEqual([])
  expect(send(pay(200, '{"amount":1 }'))).toEqual([])
  expect(send(pay(400, '{"amount":1 }'))).toEqual(['fail flow/pays'])
  expect(send(pay(400))).toEqual(['fail flow/pays'])
})

const mark = { type: 'string', maxLength: 8, 'x-assay-unique': true }
const relation = {
  kind: 'once',
  operation: 'pay',
  what: 'payment',
  again: { ...about('flow/pays'), effect: 'taken' },
}
const marked = await shopOf({ pay: 'POST /payments' }, [relation], { type: 'object', properties: { mark } })

test('a payment with a mark of its own is the same one, but not with a mark that is wrong', () => {
  const { send } = talk(marked)
  const pay = (code: number, text: string): Said => ({
    operation: 'pay',
    path: '/payments',
    sent: { amount: 1, mark: text },
    status: code,
  })
  expect(send(pay(200, 'one'))).toEqual([])
  expect(send(pay(400, 'far-too-long'))).toEqual([])
  expect(send(pay(400, 'two'))).toEqual(['fail flow/pays'])
})
