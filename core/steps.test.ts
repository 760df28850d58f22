import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { type Step, stepsOf } from './steps.ts'

const tag = 'k3m9x2'

type Reply = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown }

const exchange = (id: string, request: string, sent: unknown, { status = 200, headers = {}, body = {} }: Reply) => {
  const [method = '', path = ''] = request.split(' ')
  const reply = { status, headers, body: JSON.stringify(body), ms: 1 }
  const text = sent === undefined ? {} : { body: JSON.stringify(sent) }
  return {
    id,
    operation: 'op',
    request: { method, path, headers: {}, ...text },
    outcome: { kind: 'reply', reply },
  } as Exchange
}

const rowsOf = (steps: readonly Step[]) =>
  steps.map(({ exchange: { id }, times, takes }) => [
    id,
    times,
    ...takes.map(({ name, pointer, from }) => `${name} ${from} ${pointer}`),
  ])

const steps = (exchanges: readonly Exchange[]) => rowsOf(stepsOf(exchanges, { shown: exchanges.at(-1)?.id ?? '', tag }))

test('a request that rests on nothing is the only step', () => {
  expect(
    steps([
      exchange('a#1', 'POST /orders', { sku: 'x' }, { body: { id: 'order-4711' } }),
      exchange('a#2', 'GET /customers/42424242', undefined, {}),
    ]),
  ).toEqual([['a#2', 1]])
})

test('what an earlier reply made is taken from it, wherever it goes; what nothing rests on is left out', () => {
  expect(
    steps([
      exchange('flow/a#1', 'POST /orders', { sku: 'x' }, { body: { data: [{ id: 'order-4711' }] } }),
      exchange('flow/a#2', 'GET /health', undefined, { body: { version: 'v-123456' } }),
      exchange('flow/a#3', 'POST /notes', { order: 'order-4711' }, { headers: { location: '/notes/98765?x=1' } }),
      exchange('flow/a#4', 'GET /notes/98765?order=order-4711', undefined, {}),
    ]),
  ).toEqual([
    ['flow/a#1', 1],
    ['flow/a#3', 1, 'id flow/a#1 /data/0/id'],
    ['flow/a#4', 1, 'id flow/a#1 /data/0/id', 'location flow/a#3 header location'],
  ])
})

test('a value that a request sent first is made by nobody', () => {
  expect(
    steps([
      exchange('a#1', 'PUT /orders/order-4711', {}, { body: { id: 'order-4711' } }),
      exchange('a#2', 'GET /orders/order-4711', undefined, {}),
    ]),
  ).toEqual([['a#2', 1]])
})

test('part of a longer number is no link', () => {
  expect(
    steps([
      exchange('a#1', 'POST /orders', {}, { body: { id: 517231 } }),
      exchange('a#2', 'GET /orders/15172310', undefined, {}),
    ]),
  ).toEqual([['a#2', 1]])
})

test('a unique value that is sent twice keeps the first write', () => {
  const body = { referenceId: `assay-${tag}-abc` }
  expect(
    steps([exchange('a#1', 'POST /orders', { ...body, sku: 1 }, {}), exchange('a#2', 'POST /orders', body, {})]),
  ).toEqual([
    ['a#1', 1],
    ['a#2', 1],
  ])
})

test('the same request is sent as often as it was, and waited for where its last reply told', () => {
  const poll = (id: string, body: object) => exchange(id, 'POST /status', { submission: 'submission-1' }, { body })
  expect(
    steps([
      exchange('flow/a#1', 'POST /orders', {}, { body: { submission: 'submission-1' } }),
      poll('flow/a#2', { status: 'pending' }),
      poll('flow/a#3', { status: 'pending' }),
      poll('flow/a#4', { status: 'done', orderId: 51723 }),
      exchange('flow/a#5', 'GET /orders/51723', undefined, {}),
    ]),
  ).toEqual([
    ['flow/a#1', 1],
    ['flow/a#4', 3, 'submission flow/a#1 /submission'],
    ['flow/a#5', 1, 'orderId flow/a#4 /orderId'],
  ])
})

describe('a write', () => {
  const patch = (id: string, path: string) => exchange(id, `PATCH ${path}`, { status: 'open' }, {})
  const read = (id: string) => exchange(id, 'GET /v1/orders/00000021/notes', undefined, {})

  test('to the address of a later step is kept in a story', () => {
    expect(steps([patch('flow/a#1', '/v1/orders/00000021'), read('flow/a#2')])).toEqual([
      ['flow/a#1', 1],
      ['flow/a#2', 1],
    ])
  })

  test('is left out where cases try one thing after the other', () => {
    expect(steps([patch('a#1', '/v1/orders/00000021'), read('a#2')])).toEqual([['a#2', 1]])
  })

  test('is kept where a story has nothing that links its steps', () => {
    expect(steps([patch('flow/a#1', '/settings'), read('flow/a#2')])).toEqual([
      ['flow/a#1', 1],
      ['flow/a#2', 1],
    ])
  })
})

test('an element of a list is known by what was sent', () => {
  const notes = [
    { id: '100001', text: 'an older one' },
    { id: '100002', text: 'assay 12ab' },
  ]
  const [, , last] = stepsOf(
    [
      exchange('setup/note#1', 'POST /orders/21/notes', { text: 'assay 12ab' }, {}),
      exchange('setup/note#2', 'GET /orders/21/notes', undefined, { body: { notes } }),
      exchange('a#1', 'DELETE /orders/21/notes/100002', undefined, {}),
    ],
    { shown: 'a#1', tag },
  )
  expect(last?.takes).toEqual([
    {
      name: 'id',
      pointer: '/notes/1/id',
      from: 'setup/note#2',
      value: '100002',
      among: { list: '/notes', member: 'text', equals: 'assay 12ab' },
    },
  ])
})

test('what a fixture shows of another case at the same time is not what made it', () => {
  const list = (id: string, path: string, notes: readonly object[]) =>
    exchange(id, `GET ${path}`, undefined, { body: { notes } })
  const other = { id: 'note-0001', text: 'assay 34cd' }
  const all = [
    exchange('setup/note#1', 'POST /orders/21/notes', { text: 'assay 12ab' }, {}),
    list('setup/note#2', '/orders/21/notes', [{ id: 'note-0002', text: 'assay 12ab' }, other]),
    exchange('flow/a#1', 'POST /orders/21/notes', { text: 'assay 34cd' }, {}),
    list('flow/a#2', '/orders/21/notes', [other]),
    exchange('flow/a#3', 'DELETE /orders/21/notes/note-0001', undefined, {}),
  ]
  expect(steps(all)).toEqual([
    ['flow/a#1', 1],
    ['flow/a#2', 1],
    ['flow/a#3', 1, 'id flow/a#2 /notes/0/id'],
  ])
})

test('every value that a step takes was made by an earlier step, and the last step shows the finding', () => {
  const id = fc.integer({ min: 0, max: 5 }).map((serial) => `thing-000${serial}`)
  const any = fc.tuple(fc.constantFrom('GET', 'POST'), fc.option(id), fc.option(id)).map(
    ([method, sent, made]) =>
      (serial: number) =>
        exchange(`flow/a#${serial}`, `${method} /things/${sent ?? ''}`, undefined, { body: made ? { made } : {} }),
  )
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 9 }), (makers) => {
      const all = makers.map((make, index) => make(index + 1))
      const shown = all.at(-1)?.id ?? ''
      const found = stepsOf(all, { shown, tag })
      const ids = found.map((step) => step.exchange.id)
      expect(ids.at(-1)).toBe(shown)
      expect(ids).toEqual([...ids].sort())
      for (const [place, { exchange: one, takes }] of found.entries())
        for (const { from, value } of takes) {
          expect(ids.slice(0, place)).toContain(from)
          expect(one.request.path).toContain(value)
          const maker = all.find((other) => other.id === from)
          expect(maker?.outcome.kind === 'reply' && maker.outcome.reply.body).toContain(value)
        }
      // Whatever is taken was sent by nobody before it was made.
      for (const { takes } of found)
        for (const { from, value } of takes)
          for (const other of all.slice(0, all.findIndex((one) => one.id === from) + 1))
            expect(other.request.path).not.toContain(value)
    }),
  )
})

test('what a finding compares with is a step, whichever case sent it', () => {
  const exchanges = [
    exchange('other#1', 'POST /notes', { text: 'one' }, {}),
    exchange('other#2', 'POST /notes', { text: 'two' }, {}),
    exchange('a#1', 'GET /notes', undefined, { body: { notes: [{ text: 'two' }] } }),
  ]
  expect(rowsOf(stepsOf(exchanges, { shown: 'a#1', tag, rests: ['other#1'] }))).toEqual([
    ['other#1', 1],
    ['a#1', 1],
  ])
})

describe('what a reply told of a thing that was just made', () => {
  const made = exchange('a#1', 'POST /orders', {}, { body: { id: 'order-4711' } })
  const read = exchange('a#2', 'GET /orders/order-4711', undefined, { body: { total: 'x', note: null } })
  const awaited = (last: Exchange, at: string) =>
    stepsOf([made, last], { shown: 'a#2', tag, at }).map(({ awaits }) => awaits)

  test('is awaited by whoever reads it again', () => {
    expect(awaited({ ...read, isSafe: true }, '/total')).toEqual([undefined, '/total'])
  })

  test.each<[string, Exchange, string]>([
    ['where reading it may change something', read, '/total'],
    ['where it told nothing', { ...read, isSafe: true }, '/note'],
    ['where it is not in the body', { ...read, isSafe: true }, 'status'],
  ])('is not awaited %s', (_, last, at) => {
    expect(awaited(last, at)).toEqual([undefined, undefined])
  })
})
