// Trouble that a real server brings about badly or slowly: names that do not resolve, storms, other hosts.
import nock from 'nock'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Exchange, WireRequest } from '../core/exchange.ts'
import { openTarget, type Target, type TargetOptions } from './target.ts'

beforeAll(() => {
  // What another file restored stays so.
  if (!nock.isActive()) nock.activate()
  nock.disableNetConnect()
})
afterEach(() => nock.cleanAll())
afterAll(() => {
  nock.enableNetConnect()
  nock.restore()
})

const baseUrl = 'https://sandbox.example.com'
const request: WireRequest = { method: 'POST', path: '/orders', headers: {}, body: '{"id":1}' }

const targetWith = (options: Partial<TargetOptions> = {}): Target =>
  openTarget({ baseUrl, timeoutMs: 150, concurrency: 4, maxReplyBytes: 1_000, ...options })
const ask = (target: Target): Promise<Exchange> => target.send('case#1', 'createOrder', request)

const failing = (code: string, message = code): Error => Object.assign(new Error(message), { code })

test.each<[string, Error, Partial<Exchange['outcome']>]>([
  [
    'a name that does not resolve',
    failing('ENOTFOUND', 'getaddrinfo ENOTFOUND sandbox.example.com'),
    { kind: 'silent', cause: 'unreachable', detail: 'getaddrinfo ENOTFOUND sandbox.example.com' },
  ],
  ['a host that nobody can reach', failing('EHOSTUNREACH'), { kind: 'silent', cause: 'unreachable' }],
  ['a certificate that is not trusted', failing('SELF_SIGNED_CERT_IN_CHAIN'), { kind: 'silent', cause: 'unreachable' }],
  ['a connection that is reset', failing('ECONNRESET', 'socket hang up'), { kind: 'broken', fault: 'reset' }],
])('%s', async (_, error, outcome) => {
  nock(baseUrl).post('/orders').replyWithError(error)
  expect((await ask(targetWith())).outcome).toMatchObject(outcome)
})

test('a write whose connection is reset is not sent again', async () => {
  nock(baseUrl).post('/orders').replyWithError(failing('ECONNRESET', 'socket hang up'))
  const second = nock(baseUrl).post('/orders').reply(200, '{}')
  const target = targetWith()
  const { repeats } = await ask(target)
  expect({ repeats, counts: target.counts(), second: second.isDone() }).toEqual({
    repeats: undefined,
    counts: { sent: 1, answered: 0, throttled: 0, repeated: 0 },
    second: false,
  })
})

test('a reply that does not come is a timeout', async () => {
  nock(baseUrl).post('/orders').delayConnection(2_000).reply(200, '{}')
  expect((await ask(targetWith())).outcome).toEqual({
    kind: 'silent',
    cause: 'timeout',
    detail: 'no reply within 150 ms',
  })
  nock.abortPendingRequests()
})

test.each(['{"id":', 'null', '<html>', '', '\u{0}'])('%o labelled JSON is handed on as it came', async (body) => {
  nock(baseUrl).post('/orders').reply(200, body, { 'Content-Type': 'application/json' })
  expect((await ask(targetWith())).outcome).toMatchObject({ kind: 'reply', reply: { status: 200, body } })
})

test('a body above the limit is cut off', async () => {
  nock(baseUrl).post('/orders').reply(200, 'x'.repeat(1_001))
  expect((await ask(targetWith())).outcome).toEqual({
    kind: 'broken',
    fault: 'too-large',
    detail: 'the reply was larger than allowed',
  })
  nock(baseUrl).post('/orders').reply(200, 'x'.repeat(1_000))
  expect((await ask(targetWith())).outcome).toMatchObject({ kind: 'reply', reply: { body: 'x'.repeat(1_000) } })
})

test.each([301, 302, 303, 307, 308])(
  'a %i to another host is an answer, and that host hears nothing',
  async (status) => {
    const other = nock('https://elsewhere.example.org').persist()
    const taken = other.post('/orders').reply(200, '{}')
    other.get('/orders').reply(200, '{}')
    nock(baseUrl).post('/orders').reply(status, '', { Location: 'https://elsewhere.example.org/orders' })
    expect((await ask(targetWith())).outcome).toMatchObject({ kind: 'reply', reply: { status } })
    expect(taken.isDone()).toBe(false)
  },
)

test('a storm of 429 is waited out by all together, and each repeat is told', async () => {
  nock(baseUrl).post('/orders').times(4).reply(429, '', { 'Retry-After': '0.1' })
  nock(baseUrl).post('/orders').times(8).reply(200, '{}')
  const target = targetWith()
  const exchanges = await Promise.all(Array.from({ length: 8 }, () => ask(target)))
  expect(exchanges.map(({ outcome }) => outcome.kind)).toEqual(Array(8).fill('reply'))
  expect(exchanges.flatMap(({ repeats = [] }) => repeats)).toEqual(
    Array(4).fill({ kind: 'throttled', status: 429, waitMs: 100 }),
  )
  expect(target.counts()).toEqual({ sent: 12, answered: 8, throttled: 4, repeated: 4 })
})

test('a storm that does not end is given up', async () => {
  const storm = nock(baseUrl).post('/orders').times(100).reply(429, '', { 'Retry-After': '0' })
  const target = targetWith({ concurrency: 1 })
  const outcomes = []
  for (let count = 0; count < 5; count += 1) outcomes.push((await ask(target)).outcome)
  expect(outcomes.map(({ kind }) => kind)).toEqual(['silent', 'silent', 'silent', 'silent', 'withheld'])
  expect(target.counts()).toEqual({ sent: 12, answered: 0, throttled: 12, repeated: 8 })
  expect(storm.isDone()).toBe(false)
})

test('a date in Retry-After is waited for', async () => {
  const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1_000)
  nock(baseUrl).post('/orders').reply(429, '', { 'Retry-After': date.toUTCString() })
  nock(baseUrl).post('/orders').reply(200, '{}')
  expect((await ask(targetWith())).outcome).toMatchObject({ kind: 'reply', reply: { status: 200 } })
  expect(Date.now()).toBeGreaterThanOrEqual(date.getTime() - 2)
})

test('each request says whose it is, unless its own header does', async () => {
  const agents: unknown[] = []
  nock(baseUrl)
    .post('/orders')
    .twice()
    .reply(function () {
      agents.push(this.req.headers['user-agent'])
      return [200, '{}']
    })
  const target = targetWith({ userAgent: 'assay/1.2.3 (+run abcdef)' })
  await ask(target)
  await target.send('case#2', 'createOrder', { ...request, headers: { 'user-agent': 'partner' } })
  expect(agents).toEqual(['assay/1.2.3 (+run abcdef)', 'partner'])
})
