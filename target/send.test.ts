import { afterEach, expect, test } from 'vitest'
import { strayText } from '../core/bytes.ts'
import type { Outcome, WireRequest } from '../core/exchange.ts'
import { startRecorder } from '../test/servers/recorder.ts'
import { type Answer, answers, redirected, startTrouble } from '../test/servers/trouble.ts'
import { type SenderOptions, sender } from './send.ts'
import { sleep } from './throttle.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const open = <T extends { readonly close: () => Promise<void> | void }>(one: T): T => {
  closing.push(one.close)
  return one
}

const sending = (baseUrl: string, options: Partial<SenderOptions> = {}) =>
  open(sender({ baseUrl, timeoutMs: 250, concurrency: 4, maxReplyBytes: 100_000, ...options }))

const request: WireRequest = { method: 'POST', path: '/orders', headers: { Accept: '*/*' }, body: '{"id":1}' }

const broken = (fault: string, detail: string): Outcome => ({ kind: 'broken', fault, detail }) as Outcome
const cutOff = broken('incomplete', 'the reply ended before its body was complete')
const stalled = broken('stalled', 'the reply began but was not complete within 250 ms')
const closed = broken('reset', 'the connection was closed without a reply')
const tooLarge = broken('too-large', 'the reply was larger than allowed')

test.each<[keyof typeof answers, Outcome]>([
  ['resetBeforeReply', closed],
  ['closedBeforeReply', closed],
  ['resetAfterHeaders', cutOff],
  ['bodyTooShort', cutOff],
  ['chunkedCutOff', cutOff],
  ['stallAfterHeaders', stalled],
  ['slowDrip', stalled],
  ['noReply', { kind: 'silent', cause: 'timeout', detail: 'no reply within 250 ms' }],
  ['notHttp', broken('not-http', 'the reply is not HTTP: Parse Error: Expected HTTP/, RTSP/ or ICE/')],
  ['hugeHeader', broken('not-http', 'the reply is not HTTP: Parse Error: Header overflow')],
  ['badGzip', broken('incomplete', "the reply's compressed body cannot be read: incorrect header check")],
  ['gzipBomb', tooLarge],
  ['endlessBody', tooLarge],
])('a target that does %s is told as it is', async (name, outcome) => {
  const { baseUrl } = open(await startTrouble(answers[name] satisfies Answer))
  const { send } = sending(baseUrl)
  expect(await send(request)).toEqual({ outcome, stale: false })
})

test('a compressed body that stops early is a reply with what can be read: what it lacks is for the checks to tell', async () => {
  const { baseUrl } = open(await startTrouble(answers.cutGzip))
  const { outcome } = await sending(baseUrl).send(request)
  expect(outcome).toMatchObject({ kind: 'reply', reply: { body: expect.stringMatching(/^(\{"id":1\})+/) } })
})

test('of an endless reply no more is read than the limit and what the sockets hold', async () => {
  const endless = open(await startTrouble(answers.endlessBody))
  const { send } = sending(endless.baseUrl)
  await send(request)
  const written = endless.bytesWritten()
  expect(written).toBeLessThan(30_000_000)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(endless.bytesWritten()).toBe(written)
})

test('a connection that lay idle and is closed without a reply is stale, one in use or a new one is not', async () => {
  const { baseUrl } = open(await startTrouble(answers.staleKeepAlive))
  const { send } = sending(baseUrl, { idleMs: 200 })
  await send(request)
  expect(await send(request)).toEqual({ outcome: closed, stale: false, wasKept: true })
  await send(request)
  await sleep(250)
  expect(await send(request)).toEqual({ outcome: closed, stale: true, wasKept: true })
})

test('bytes behind a reply that has no body are its body: what it may not have is for the checks to tell', async () => {
  const { baseUrl } = open(await startTrouble(answers.bodyAfter204))
  const { outcome } = await sending(baseUrl).send(request)
  expect(outcome).toMatchObject({
    kind: 'reply',
    reply: { status: 204, headers: { 'content-length': '2' }, body: '{}' },
  })
})

test('a redirect is an answer: no byte goes to where it points', async () => {
  const elsewhere = open(await startTrouble(answers.fine))
  const { baseUrl } = open(await startTrouble(redirected(`${elsewhere.baseUrl}/orders`)))
  const { send } = sending(baseUrl)
  const { outcome } = await send(request)
  expect(outcome).toMatchObject({
    kind: 'reply',
    reply: { status: 307, headers: { location: `${elsewhere.baseUrl}/orders` }, body: '{}' },
  })
  expect(elsewhere.connections()).toBe(0)
})

test('20 requests in a row share one connection', async () => {
  const server = open(await startRecorder(() => ({ status: 200, body: '{}' })))
  const { send } = sending(server.baseUrl)
  for (let count = 0; count < 20; count += 1) await send(request)
  expect({ asked: server.asked().length, connections: server.connections() }).toEqual({ asked: 20, connections: 1 })
})

/** What HTTP itself needs on the way, and the codings we can read. */
const transport = ['Host', 'Accept-Encoding', 'Connection', 'Content-Length']

const headersSent = async (wire: WireRequest): Promise<readonly (readonly [string, string])[]> => {
  const server = open(await startRecorder(() => ({ status: 200, body: '{}' })))
  await sending(server.baseUrl).send(wire)
  return server.asked()[0]?.headers.filter(([name]) => !transport.includes(name)) ?? []
}

test('headers go out exactly as they are given', async () => {
  const headers = { Accept: 'application/json', 'x-dw-Client-ID': 'A b,c; d="e"', 'Content-Type': 'text/plain' }
  expect(await headersSent({ ...request, headers })).toEqual(Object.entries(headers))
})

test('no Content-Type goes out where none is given, whatever the body', async () => {
  expect(await headersSent({ ...request, headers: {} })).toEqual([])
  expect(await headersSent({ ...request, headers: {}, body: 'a=b' })).toEqual([])
  expect(await headersSent({ ...request, headers: {}, body: '' })).toEqual([])
})

test.each(['', '{"name":"Zoë 𝟙 \u0000"}', '{"id": 1', ' \n'])('the body goes out as it is: %j', async (body) => {
  const server = open(await startRecorder(() => ({ status: 200, body: '{}' })))
  const { send } = sending(server.baseUrl)
  await send({ ...request, headers: { 'Content-Type': 'application/json' }, body })
  expect(server.asked().map((one) => one.body)).toEqual([body])
})

test('bytes that are no UTF-8 go out as they are, whatever the label', async () => {
  const body = `{"a":"${strayText(0xff, 0xc0)}"}`
  const server = open(await startRecorder(() => ({ status: 200, body: '{}' })))
  await sending(server.baseUrl).send({ ...request, headers: { 'Content-Type': 'application/json' }, body })
  expect(server.asked().map((one) => one.body)).toEqual(['{"a":"\ufffd\ufffd"}'])
  expect(Object.fromEntries(server.asked()[0]?.headers ?? [])).toMatchObject({ 'Content-Length': '10' })
})

test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
  '%s is sent below the base URL',
  async (method) => {
    const server = open(await startRecorder(() => ({ status: 200, body: method === 'HEAD' ? '' : 'fine' })))
    const { send } = sending(`${server.baseUrl}/api/v1`)
    const { outcome } = await send({ method, path: '/a%2Fb?c=d%20e', headers: {} })
    expect(server.asked().map((one) => `${one.method} ${one.path}`)).toEqual([`${method} /api/v1/a%2Fb?c=d%20e`])
    expect(outcome).toMatchObject({ kind: 'reply', reply: { status: 200, body: method === 'HEAD' ? '' : 'fine' } })
  },
)

test.each<[number, string]>([
  [204, ''],
  [200, ''],
  [400, 'not {json'],
  [500, '{"name":"Zoë 𝟙"}'],
])('a %s with the body %j is a reply whose body is text', async (status, body) => {
  const headers = { 'content-type': 'application/json', 'set-cookie': 'a=b' }
  const { baseUrl } = open(await startRecorder(() => ({ status, headers, body })))
  const { outcome } = await sending(baseUrl).send(request)
  expect(outcome).toMatchObject({ kind: 'reply', reply: { status, headers, body, ms: expect.any(Number) } })
})

test('a reply that lies ready while this process was busy is not late', async () => {
  const { baseUrl } = open(await startTrouble(answers.fine))
  const { send } = sending(baseUrl, { timeoutMs: 250 })
  await send(request)
  const asked = send(request)
  setTimeout(() => {
    const until = performance.now() + 600
    while (performance.now() < until);
  }, 0)
  expect((await asked).outcome).toMatchObject({ kind: 'reply', reply: { status: 200 } })
})
