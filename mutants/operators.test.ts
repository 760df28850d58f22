import { expect, test } from 'vitest'
import { builtIn, loadContract } from '../contracts/load.ts'
import type { Answered, Sent } from '../core/layer.ts'
import { bodyOf, openShop, order, sent, smallShop } from '../test/small-shop.ts'
import { changes } from './changes.ts'
import { mutated, type Tally } from './layer.ts'
import { mutantsOf, namedIn } from './mutants.ts'
import { operators } from './operators.ts'

const contract = await smallShop()

type Shown = { readonly status: number; readonly body: unknown; readonly headers: Readonly<Record<string, string>> }

/** What a shop with a mutant before it answers, one request after the other. */
const answers = async (id: string, requests: readonly Sent[]) => {
  const shop = openShop(contract)
  const { layer, tally } = mutated(contract, namedIn(contract, mutantsOf(contract), id))
  const all: Answered[] = []
  for (const request of requests) all.push(await layer(request, shop.forward))
  return { last: all.at(-1) as Answered, tally: tally(), made: shop.made() }
}

const shownIn = (answered: Answered): Shown | { readonly broken: string } =>
  answered.kind === 'given'
    ? { status: answered.status, body: bodyOf(answered), headers: answered.headers }
    : { broken: answered.kind }

const create = (change: object = {}, headers = {}): Sent => sent('POST', '/orders', { ...order, ...change }, headers)
const read = (id: string): Sent => sent('GET', `/orders/${id}`)
const line = (price: number) => ({ product: 'a', price })
const { lines: _, ...withoutLines } = order
const { card: __, ...kept } = order

type Row = {
  readonly id: string
  /** The last one is the one that the mutant changes, and the only one. */
  readonly requests: readonly Sent[]
  readonly becomes: object
}

const rows: readonly Row[] = [
  {
    id: 'reply/getOrder/200/id/dropped',
    requests: [create(), read('1001')],
    becomes: { status: 200, body: expect.not.objectContaining({ id: '1001' }) },
  },
  {
    id: 'reply/createOrder/201/lines[]/price/off/later',
    requests: [create({ lines: [line(1), line(2), line(3)] })],
    becomes: { status: 201, body: expect.objectContaining({ lines: [line(1), line(2), line(3.01)] }) },
  },
  { id: 'reply/createOrder/201/status/200/status', requests: [create()], becomes: { status: 200 } },
  {
    id: 'reply/createOrder/201/body/mislabelled',
    requests: [create()],
    becomes: { status: 201, headers: expect.objectContaining({ 'content-type': 'text/html' }) },
  },
  {
    id: 'reply/createOrder/201/body/unlabelled',
    requests: [create()],
    becomes: { status: 201, headers: expect.not.objectContaining({ 'content-type': 'application/json' }) },
  },
  {
    id: 'reply/createOrder/400/body/truncated',
    requests: [sent('POST', '/orders', {})],
    becomes: { status: 400, body: '{"title' },
  },
  {
    id: 'reply/createOrder/400/body/not-utf8',
    requests: [sent('POST', '/orders', {})],
    becomes: { status: 400, body: { title: '\ufffdNo.' } },
  },
  {
    id: 'reply/createOrder/201/body/not-readable',
    requests: [create()],
    becomes: { status: 201, body: 'It is done.' },
  },
  { id: 'reply/createOrder/201/body/no-body', requests: [create()], becomes: { status: 201, body: '' } },
  {
    id: 'reply/createOrder/405/header.allow/header-dropped',
    requests: [sent('DELETE', '/orders')],
    becomes: { status: 405, headers: { 'content-type': 'application/json' } },
  },
  {
    id: 'request/createOrder/reference/maxLength/rule-overlooked',
    requests: [create(), create({ reference: 'x'.repeat(21) })],
    becomes: { status: 201 },
  },
  {
    id: 'request/createOrder/lines/required/rule-overlooked',
    requests: [create(), sent('POST', '/orders', withoutLines)],
    becomes: { status: 201 },
  },
  {
    id: 'request/createOrder/lines[]/price/minimum/rule-overlooked',
    requests: [create(), create({ lines: [{ product: 'a', price: -1 }] })],
    becomes: { status: 201 },
  },
  {
    id: 'request/createOrder/lines[]/price/minimum/second/later-overlooked',
    requests: [create(), create({ lines: [line(1), line(-1)] })],
    becomes: { status: 201 },
  },
  {
    id: 'request/createOrder/lines[]/price/minimum/third/later-overlooked',
    requests: [create(), create({ lines: [line(1), line(1), line(-1)] })],
    becomes: { status: 201 },
  },
  {
    id: 'request/createOrder/body/unreadable/form-overlooked',
    requests: [create(), sent('POST', '/orders', '{')],
    becomes: { status: 201 },
  },
  {
    id: 'request/createOrder/method/method-overlooked',
    requests: [create(), sent('DELETE', '/orders')],
    becomes: { status: 201 },
  },
  {
    id: 'request/createOrder/error.409/too-late/error-overlooked',
    requests: [create(), create({ reference: 'late' })],
    becomes: { status: 201 },
  },
  {
    id: 'request/getOrder/meaning/404/status-overlooked',
    requests: [create(), read('1001'), read('7')],
    becomes: { status: 200, body: expect.objectContaining({ id: '1001' }) },
  },
  {
    id: 'request/createOrder/note/present-refused',
    requests: [sent('POST', '/orders', { reference: 'r', lines: order.lines }), create()],
    becomes: { status: 400 },
  },
  {
    id: 'request/createOrder/note/absent-refused',
    requests: [create(), sent('POST', '/orders', { reference: 'r', lines: order.lines })],
    becomes: { status: 400 },
  },
  {
    id: 'request/createOrder/note+speed/together/pair-refused',
    requests: [create({ note: undefined }), create({ speed: undefined }), create()],
    becomes: { status: 400 },
  },
  {
    id: 'request/createOrder/note+speed/second-alone/pair-refused',
    requests: [create(), create({ speed: undefined }), create({ note: undefined })],
    becomes: { status: 400 },
  },
  {
    id: 'request/createOrder/form/exponent/form-refused',
    requests: [create({ note: '1e5' }), sent('POST', '/orders', JSON.stringify(order).replace('1.25', '125E-2'))],
    becomes: { status: 400 },
  },
  {
    id: 'request/createOrder/form/charset/form-refused',
    requests: [create(), create({}, { 'content-type': 'application/json; charset=utf-8' })],
    becomes: { status: 400 },
  },
  {
    id: 'request/createOrder/note/astral/class-refused',
    requests: [create({ note: 'plain' }), create()],
    becomes: { status: 400 },
  },
  {
    id: 'request/createOrder/speed/fast/listed-refused',
    requests: [create(), create({ speed: 'fast' })],
    becomes: { status: 400 },
  },
  {
    id: 'state/getOrder/another-read',
    requests: [create(), create(), read('1001'), read('1002')],
    becomes: { status: 200, body: expect.objectContaining({ id: '1001' }) },
  },
  {
    id: 'state/createOrder/write-lost',
    requests: [create(), create()],
    becomes: { status: 201, body: expect.objectContaining({ ...kept, id: expect.not.stringMatching('1001') }) },
  },
  { id: 'state/createOrder/applied-twice', requests: [create()], becomes: { status: 201 } },
  {
    id: 'auth/createOrder/missing/let-in',
    requests: [create(), { ...create(), headers: { 'content-type': 'application/json' } }],
    becomes: { status: 201 },
  },
  {
    id: 'auth/createOrder/unknown/let-in',
    requests: [create(), create({}, { authorization: 'Bearer wrong' })],
    becomes: { status: 201 },
  },
  {
    id: 'auth/createOrder/no-value/let-in',
    requests: [create(), create({}, { authorization: '' })],
    becomes: { status: 201 },
  },
  {
    id: 'auth/any/no-scheme/near-let-in',
    requests: [create(), create({}, { authorization: 'right-token' })],
    becomes: { status: 201 },
  },
  {
    id: 'auth/any/part/near-let-in',
    requests: [create(), create({}, { authorization: 'Bearer right-t' })],
    becomes: { status: 201 },
  },
  {
    id: 'leak/createOrder/success/credentials',
    requests: [create()],
    becomes: { body: expect.objectContaining({ debug: 'right-token' }) },
  },
  {
    id: 'leak/createOrder/success/hidden',
    requests: [create()],
    becomes: { body: expect.objectContaining({ debug: '4111111111111111' }) },
  },
  {
    id: 'leak/createOrder/refusal/trace',
    requests: [sent('POST', '/orders', {})],
    becomes: { body: expect.objectContaining({ debug: expect.stringContaining('\tat com.') }) },
  },
  {
    id: 'leak/createOrder/refusal/others',
    requests: [create({ reference: 'of-another' }), sent('POST', '/orders', {})],
    becomes: { body: expect.objectContaining({ debug: 'of-another' }) },
  },
  {
    id: 'reply/createOrder/undescribed/body/truncated',
    requests: [create({}, { authorization: 'Bearer wrong' })],
    becomes: { status: 401, body: '{"title":"Wh' },
  },
  { id: 'transport/createOrder/success/reset', requests: [create()], becomes: { broken: 'reset' } },
  {
    id: 'transport/createOrder/refusal/cut-short',
    requests: [sent('POST', '/orders', {})],
    becomes: { broken: 'cut-short' },
  },
  { id: 'transport/getOrder/refusal/silence', requests: [read('7')], becomes: { broken: 'silence' } },
]

test.each(rows)('$id changes the last of these requests, and only that one', async ({ id, requests, becomes }) => {
  const { last, tally } = await answers(id, requests)
  expect(shownIn(last)).toMatchObject(becomes)
  expect(tally).toEqual({ calls: requests.length, changed: 1, against: expect.any(Number) } satisfies Tally)
  // Without the last one it is not met.
  expect((await answers(id, requests.slice(0, -1))).tally.changed).toBe(0)
})

test('a stale read is the first one, once another would differ', async () => {
  const shop = openShop(contract)
  const { layer } = mutated(contract, namedIn(contract, mutantsOf(contract), 'state/getOrder/stale-read'))
  await layer(create(), shop.forward)
  await layer(read('1001'), shop.forward)
  const renamed = await layer(read('1001'), async (request) => {
    const given = await shop.forward(request)
    return { ...given, body: new TextEncoder().encode('{"id":"1001","reference":"new","lines":[]}') }
  })
  expect(shownIn(renamed)).toMatchObject({ body: { reference: order.reference } })
})

test('what is lost is not made, and what is applied twice is made twice', async () => {
  expect((await answers('state/createOrder/write-lost', [create(), create()])).made).toBe(1)
  expect((await answers('state/createOrder/applied-twice', [create(), create()])).made).toBe(4)
})

test('who is let in is served, and others of that operation stay out', async () => {
  const stranger = create({}, { authorization: 'Bearer wrong' })
  expect((await answers('auth/createOrder/unknown/let-in', [create(), stranger])).made).toBe(2)
  const nobody = { ...create(), headers: { 'content-type': 'application/json' } }
  expect(shownIn((await answers('auth/createOrder/unknown/let-in', [create(), nobody])).last)).toMatchObject({
    status: 401,
  })
})

test('a rule is overlooked alone: what breaks another one too is refused', async () => {
  const twice = create({ reference: 'x'.repeat(21), speed: 'other' })
  const { last } = await answers('request/createOrder/reference/maxLength/rule-overlooked', [create(), twice])
  expect(shownIn(last)).toMatchObject({ status: 400 })
})

test('what is against the contract by one reply is told from what is not', async () => {
  const against = async (id: string) => (await answers(id, [create(), read('1001')])).tally.against
  expect(await against('reply/getOrder/200/id/retyped')).toBe(1)
  expect(await against('reply/getOrder/200/note/ascii')).toBe(0)
})

test('every operator is shown above, or changes a value of a reply', () => {
  const shown = rows.map(({ id }) => namedIn(contract, mutantsOf(contract), id).operator)
  const others = ['state/stale-read', ...changes.map(({ name }) => `reply/${name}`)]
  expect(operators.map(({ name }) => name).filter((name) => !shown.includes(name) && !others.includes(name))).toEqual(
    [],
  )
})

test('an unknown mutant is told with those that are like it', () => {
  expect(() => namedIn(contract, mutantsOf(contract), 'reply/getOrder/200/id/droped')).toThrow(
    /^small-shop has no mutant .* Nearest: reply\/getOrder\/200\/id\/dropped/,
  )
})

test.each(builtIn())(
  'the mutants of %s have ids of their own, the same each time',
  { timeout: 60_000 },
  async (name) => {
    const ids = mutantsOf(await loadContract(name)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(500)
    expect(mutantsOf(await loadContract(name, { isKnown: true })).map(({ id }) => id)).toEqual(ids)
  },
)
