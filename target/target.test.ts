import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Exchange, Outcome, WireRequest } from '../core/exchange.ts'
import { startRecorder } from '../test/servers/recorder.ts'
import { type Answer, answers, firstThen, startTrouble, throttled } from '../test/servers/trouble.ts'
import { openTarget, type Target, type TargetOptions } from './target.ts'
import { sleep } from './throttle.ts'
import type { Wait } from './wait.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const open = <T extends { readonly close: () => Promise<void> | void }>(one: T): T => {
  closing.push(one.close)
  return one
}

const trouble = async (answer: Answer) => open(await startTrouble(answer))

const targetAt = (baseUrl: string, options: Partial<TargetOptions> = {}): Target =>
  open(openTarget({ baseUrl, timeoutMs: 200, concurrency: 8, maxReplyBytes: 100_000, ...options }))

const request: WireRequest = { method: 'POST', path: '/orders', headers: {}, body: '{"id":1}' }

const ask = ({ send }: Target): Promise<Exchange> => send('case#1', 'createOrder', request)
const read = ({ send }: Target): Promise<Exchange> =>
  send('case#1', 'getOrder', { method: 'GET', path: '/orders', headers: {} })
const askAtOnce = (target: Target, count: number): Promise<readonly Exchange[]> =>
  Promise.all(Array.from({ length: count }, () => ask(target)))
const kinds = (exchanges: readonly Exchange[]): readonly string[] => exchanges.map(({ outcome }) => outcome.kind)
const withheld = (detail: string): Outcome => ({ kind: 'withheld', detail })

const tooMany = '429 Too Many Requests'
const unavailable = '503 Service Unavailable'

test('an exchange is the request and what came of it', async () => {
  const { baseUrl } = await trouble(answers.fine)
  const target = targetAt(baseUrl)
  expect(await ask(target)).toEqual({
    id: 'case#1',
    operation: 'createOrder',
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    request,
    outcome: {
      kind: 'reply',
      reply: {
        status: 200,
        headers: { 'content-type': 'application/json', 'content-length': '2' },
        body: '{}',
        ms: expect.any(Number),
      },
    },
  })
  expect(target.counts()).toEqual({ sent: 1, answered: 1, throttled: 0, repeated: 0 })
})

test.each<[keyof typeof answers, string, Partial<ReturnType<Target['counts']>>]>([
  ['resetBeforeReply', 'broken', { sent: 3, answered: 0 }],
  ['bodyTooShort', 'broken', { sent: 3, answered: 3 }],
  ['notHttp', 'broken', { sent: 3, answered: 3 }],
  ['endlessBody', 'broken', { sent: 3, answered: 3 }],
  ['stallAfterHeaders', 'broken', { sent: 3, answered: 3 }],
  ['noReply', 'silent', { sent: 3, answered: 0 }],
])('a target that does %s is %s, request after request', async (name, kind, counts) => {
  const { baseUrl } = await trouble(answers[name])
  const target = targetAt(baseUrl)
  expect(kinds(await askAtOnce(target, 3))).toEqual([kind, kind, kind])
  expect(target.counts()).toEqual({ throttled: 0, repeated: 0, ...counts })
})

test('nobody listening is silence', async () => {
  const { baseUrl, close } = await startTrouble(answers.fine)
  await close()
  expect((await ask(targetAt(baseUrl))).outcome).toMatchObject({ kind: 'silent', cause: 'unreachable' })
})

test('a server that knows no TLS is silence where https was asked for', async () => {
  const { baseUrl } = open(await startRecorder(() => ({ status: 200 })))
  const target = targetAt(baseUrl.replace('http:', 'https:'))
  expect((await ask(target)).outcome).toMatchObject({ kind: 'silent', cause: 'unreachable' })
})

test('a connection closed before the TLS handshake is over is silence', async () => {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  const target = targetAt(`https://127.0.0.1:${(server.address() as { port: number }).port}`)
  expect((await ask(target)).outcome).toMatchObject({ kind: 'silent', cause: 'unreachable' })
})

test('a request on a stale kept-alive connection goes out once more, and is counted', async () => {
  const stale = await trouble(answers.staleKeepAlive)
  const target = targetAt(stale.baseUrl, { idleMs: 0 })
  expect(kinds([await read(target), await read(target)])).toEqual(['reply', 'reply'])
  expect(target.counts()).toEqual({ sent: 3, answered: 2, throttled: 0, repeated: 1 })
  expect({ requests: stale.requests().length, connections: stale.connections() }).toEqual({
    requests: 3,
    connections: 2,
  })
})

test('a connection that is closed while it is in use was not closed for being idle', async () => {
  const { baseUrl } = await trouble(answers.staleKeepAlive)
  const target = targetAt(baseUrl, { idleMs: 300 })
  expect(kinds([await read(target), await read(target)])).toEqual(['reply', 'broken'])
  await read(target)
  await sleep(350)
  expect(await read(target)).toMatchObject({ outcome: { kind: 'reply' }, repeats: [{ kind: 'stale' }] })
})

test('an exchange tells why its request was sent again', async () => {
  const stale = await trouble(answers.staleKeepAlive)
  const target = targetAt(stale.baseUrl, { idleMs: 0 })
  expect([(await read(target)).repeats, (await read(target)).repeats]).toEqual([undefined, [{ kind: 'stale' }]])
  const throttling = await trouble(firstThen(2, throttled(tooMany, '0.01'), answers.fine))
  expect((await ask(targetAt(throttling.baseUrl))).repeats).toEqual([
    { kind: 'throttled', status: 429, waitMs: 10 },
    { kind: 'throttled', status: 429, waitMs: 10 },
  ])
})

test('repeats wait for the turn of their class like any other request', async () => {
  const server = await trouble(firstThen(1, throttled(tooMany, '0.01'), answers.fine))
  const limits = [{ requests: 1, perSeconds: 0.2, operations: ['createOrder'] }]
  const start = performance.now()
  expect(kinds([await ask(targetAt(server.baseUrl, { limits }))])).toEqual(['reply'])
  expect(performance.now() - start).toBeGreaterThanOrEqual(200)
})

test('who looks on is told how long nothing is sent, and why', async () => {
  const waits: Wait[] = []
  const onWait = (wait: Wait) => waits.push(wait)
  const server = await trouble(firstThen(1, throttled(tooMany, '0.01'), answers.fine))
  await ask(targetAt(server.baseUrl, { onWait }))
  expect(waits).toEqual([{ ms: 10, why: '429' }])
  const kept = targetAt((await trouble(answers.fine)).baseUrl, {
    onWait,
    limits: [{ requests: 1, perSeconds: 0.2, operations: ['createOrder'] }],
  })
  await Promise.all([ask(kept), ask(kept)])
  expect(waits.slice(1)).toEqual([{ ms: expect.any(Number), why: 'limit of 1 request in 0.2 s' }])
  expect(waits[1]?.ms).toBeGreaterThan(150)
})

test('once the budget is spent nobody waits for a turn', async () => {
  const server = await trouble(answers.fine)
  const limits = [{ requests: 2, perSeconds: 60, operations: ['createOrder'] }]
  const target = targetAt(server.baseUrl, { limits, maxRequests: 2 })
  expect(kinds(await askAtOnce(target, 4))).toEqual(['reply', 'reply', 'withheld', 'withheld'])
})

test('after the deadline nobody waits for a turn, nor once it is stopped', async () => {
  const server = await trouble(answers.fine)
  const limits = [{ requests: 1, perSeconds: 60, operations: ['createOrder'] }]
  const late = targetAt(server.baseUrl, { limits, deadline: Date.now() + 200 })
  expect((await askAtOnce(late, 3)).slice(1).map(({ outcome }) => outcome)).toEqual(
    Array(2).fill(withheld('out of time')),
  )
  const target = targetAt(server.baseUrl, { limits })
  const asked = askAtOnce(target, 3)
  await sleep(50)
  target.stop()
  expect((await asked).slice(1).map(({ outcome }) => outcome)).toEqual(Array(2).fill(withheld('the run was stopped')))
})

test('a target is reached over IPv6', async ({ skip }) => {
  const server = createServer((socket) => socket.on('data', () => answers.fine(socket)))
  const isUp = await new Promise<boolean>((resolve) =>
    server.once('error', () => resolve(false)).listen(0, '::1', () => resolve(true)),
  )
  skip(!isUp, 'this machine has no IPv6 loopback')
  const target = targetAt(`http://[::1]:${(server.address() as { port: number }).port}`)
  const { outcome } = await ask(target)
  target.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  expect(outcome).toMatchObject({ kind: 'reply', reply: { status: 200 } })
})

test('a request on a stale connection is not repeated on another stale one', async () => {
  const { baseUrl } = await trouble(answers.staleKeepAlive)
  const target = targetAt(baseUrl, { idleMs: 0 })
  await askAtOnce(target, 4)
  expect(kinds([await read(target)])).toEqual(['reply'])
  expect(target.counts()).toMatchObject({ sent: 6, repeated: 1 })
})

test('what is closed on a new connection too is broken', async () => {
  const { baseUrl } = await trouble(firstThen(1, answers.fine, answers.resetBeforeReply))
  const target = targetAt(baseUrl, { idleMs: 0 })
  expect(kinds([await read(target), await read(target)])).toEqual(['reply', 'broken'])
  expect(target.counts()).toEqual({ sent: 3, answered: 1, throttled: 0, repeated: 1 })
})

test('no more requests are under way than allowed', async () => {
  const server = open(
    await startRecorder(async () => {
      await sleep(5)
      return { status: 200 }
    }),
  )
  const target = targetAt(server.baseUrl, { concurrency: 3 })
  expect(kinds(await askAtOnce(target, 20))).toEqual(Array(20).fill('reply'))
  expect({ mostAtOnce: server.mostAtOnce(), connections: server.connections() }).toEqual({
    mostAtOnce: 3,
    connections: 3,
  })
})

test('no more requests go out a second than allowed', async () => {
  const server = open(await startRecorder(() => ({ status: 200 })))
  const start = performance.now()
  await askAtOnce(targetAt(server.baseUrl, { requestsPerSecond: 25 }), 8)
  const times = server.asked().map(({ at }) => at - start)
  for (const [index, at] of times.entries()) expect(at).toBeGreaterThanOrEqual(index * 40 - 5)
})

test.each([tooMany, unavailable] as const)('after a %s the target is left alone as long as it asks', async (status) => {
  const server = await trouble(firstThen(1, throttled(status, '0.2'), answers.fine))
  const target = targetAt(server.baseUrl)
  const start = Date.now()
  expect(kinds([await ask(target)])).toEqual(['reply'])
  expect(Date.now() - start).toBeGreaterThanOrEqual(198)
  expect(target.counts()).toEqual({ sent: 2, answered: 1, throttled: 1, repeated: 1 })
})

test('a throttled target is left alone by all requests, not only by the one it told', async () => {
  const server = await trouble(firstThen(1, throttled(tooMany, '0.2'), answers.fine))
  const target = targetAt(server.baseUrl, { concurrency: 2 })
  const start = Date.now()
  const first = ask(target)
  while (server.requests().length < 1) await sleep(5)
  await sleep(20)
  const before = server.requests().length
  const later = await Promise.all(Array.from({ length: 4 }, () => ask(target).then(() => Date.now() - start)))
  expect(before).toBe(1)
  for (const ms of later) expect(ms).toBeGreaterThanOrEqual(195)
  expect(kinds([await first])).toEqual(['reply'])
})

test('a date in Retry-After is waited for', async () => {
  const date = new Date(Date.now() + 1_500).toUTCString()
  const server = await trouble(firstThen(1, throttled(tooMany, date), answers.fine))
  expect(kinds([await ask(targetAt(server.baseUrl))])).toEqual(['reply'])
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date) - 2)
})

test('without Retry-After the wait is a second', async () => {
  const server = await trouble(firstThen(1, throttled(tooMany), answers.fine))
  const start = Date.now()
  expect(kinds([await ask(targetAt(server.baseUrl))])).toEqual(['reply'])
  expect(Date.now() - start).toBeGreaterThanOrEqual(998)
})

test('a target that throttles all is given up, and later requests are withheld', async () => {
  const server = await trouble(throttled(tooMany, '0.01'))
  const target = targetAt(server.baseUrl)
  const outcomes: Outcome[] = []
  for (let count = 0; count < 6; count += 1) outcomes.push((await ask(target)).outcome)
  const silent: Outcome = { kind: 'silent', cause: 'throttled', detail: 'throttled 3 times' }
  const given = withheld('given up: the target throttles every request')
  expect(outcomes).toEqual([silent, silent, silent, silent, given, given])
  expect(target.counts()).toEqual({ sent: 12, answered: 0, throttled: 12, repeated: 8 })
  expect(server.requests().length).toBe(12)
})

test('a 503 without Retry-After is an answer like any other', async () => {
  const server = await trouble(throttled(unavailable))
  expect((await ask(targetAt(server.baseUrl))).outcome).toMatchObject({ kind: 'reply', reply: { status: 503 } })
})

test('a target that never answered is given up soon', async () => {
  const server = await trouble(answers.noReply)
  const target = targetAt(server.baseUrl, { concurrency: 1, timeoutMs: 30 })
  expect(kinds(await askAtOnce(target, 6))).toEqual(['silent', 'silent', 'silent', 'silent', 'withheld', 'withheld'])
  expect((await ask(target)).outcome).toEqual(withheld('given up: no reply within 30 ms'))
  expect(server.requests().length).toBe(4)
})

test('a target that answered before is given more time', async () => {
  const server = await trouble(firstThen(1, answers.fine, answers.noReply))
  const target = targetAt(server.baseUrl, { timeoutMs: 30 })
  await ask(target)
  expect(new Set(kinds(await askAtOnce(target, 24)))).toEqual(new Set(['silent']))
  expect((await ask(target)).outcome).toEqual(withheld('given up: no reply within 30 ms'))
})

test.each([1, 16])('out of budget nothing more is sent, at concurrency %i', async (concurrency) => {
  const server = await trouble(answers.fine)
  const target = targetAt(server.baseUrl, { concurrency, maxRequests: 5 })
  const outcomes = (await askAtOnce(target, 9)).map(({ outcome }) => outcome)
  expect(outcomes.filter(({ kind }) => kind === 'reply').length).toBe(5)
  expect(outcomes.filter(({ kind }) => kind !== 'reply')).toEqual(
    Array(4).fill(withheld('out of budget: 5 requests were sent')),
  )
  expect(server.requests().length).toBe(5)
})

test('repeats count against the budget too', async () => {
  const throttling = await trouble(throttled(tooMany, '0.01'))
  const patient = targetAt(throttling.baseUrl, { maxRequests: 2 })
  expect(kinds(await askAtOnce(patient, 3))).toEqual(['withheld', 'withheld', 'withheld'])
  expect(throttling.requests().length).toBe(2)

  const stale = await trouble(answers.staleKeepAlive)
  const target = targetAt(stale.baseUrl, { maxRequests: 2, idleMs: 0 })
  expect(kinds([await read(target), await read(target)])).toEqual(['reply', 'withheld'])
  expect({ counted: target.counts().sent, received: stale.requests().length }).toEqual({ counted: 2, received: 2 })
})

test('after the deadline nothing is sent', async () => {
  const server = await trouble(answers.fine)
  const target = targetAt(server.baseUrl, { deadline: Date.now() - 1 })
  expect((await ask(target)).outcome).toEqual(withheld('out of time'))
  expect(server.connections()).toBe(0)
})

test('a throttled request does not wait beyond the deadline', { timeout: 60_000 }, async () => {
  const server = await trouble(throttled(tooMany, '30'))
  const target = targetAt(server.baseUrl, { deadline: Date.now() + 1_500, concurrency: 1 })
  const start = Date.now()
  expect((await askAtOnce(target, 3)).map(({ outcome }) => outcome)).toEqual(Array(3).fill(withheld('out of time')))
  expect(Date.now() - start).toBeLessThan(25_000)
  expect(server.requests().length).toBe(1)
})

const probed = async (answer: Answer, options: Partial<TargetOptions> = {}) => {
  const server = await trouble(answer)
  const probes: Exchange[] = []
  const target = targetAt(server.baseUrl, { onProbe: (exchange) => probes.push(exchange), ...options })
  return { server, target, probes }
}

test('whether a target answers is asked with a request that changes nothing, unless others are answered meanwhile', async () => {
  const { server, target, probes } = await probed(answers.fine)
  expect(await target.answers()).toBe(true)
  expect(server.requests().map((text) => text.split(' HTTP')[0])).toEqual(['GET /'])
  expect(probes).toMatchObject([{ id: 'probe#1', operation: 'probe', outcome: { kind: 'reply' } }])
  await ask(target)
  const reading: WireRequest = { method: 'GET', path: '/orders/1', headers: {} }
  await target.send('case#2', 'getOrder', reading)
  expect(await target.answers()).toBe(true)
  expect(probes.at(-1)).toMatchObject({ operation: 'getOrder', request: reading })
})

test('a target that never answered is asked once, and not waited for', async () => {
  const { target, probes } = await probed(answers.resetBeforeReply, { awayMs: 60_000 })
  expect({ answers: await target.answers(), probes: probes.length }).toEqual({ answers: false, probes: 1 })
  expect(await ask(target)).toMatchObject({ outcome: { kind: 'broken', fault: 'reset' } })
})

test('whoever asks while another looks, before anything was answered, does not take the target for gone', async () => {
  const { target } = await probed(async (socket) => {
    await sleep(30)
    answers.fine(socket)
  })
  const first = target.answers()
  await sleep(10)
  expect(await Promise.all([first, target.answers(), target.answers()])).toEqual([true, true, true])
  expect(kinds([await ask(target)])).toEqual(['reply'])
})

test('a target that is away is waited for by all, and comes back for all', async () => {
  const { target, server } = await probed(
    (socket, nth) => (nth > 1 && nth < 6 ? answers.resetBeforeReply(socket) : answers.fine(socket)),
    { awayMs: 30_000 },
  )
  await ask(target)
  expect(await Promise.all([target.answers(), target.answers(), target.answers()])).toEqual([true, true, true])
  expect(server.requests().length).toBe(6)
  expect(kinds([await ask(target)])).toEqual(['reply'])
})

test('a target that stays away is given up after its time', async () => {
  const { target, server } = await probed(firstThen(1, answers.fine, answers.resetBeforeReply), { awayMs: 500 })
  await ask(target)
  const start = performance.now()
  expect(await target.answers()).toBe(false)
  expect(performance.now() - start).toBeLessThan(5_000)
  const before = server.requests().length
  expect(before).toBeGreaterThan(2)
  expect((await ask(target)).outcome).toEqual(withheld('given up: the connection was closed without a reply'))
  expect({ answers: await target.answers(), sent: server.requests().length }).toEqual({ answers: false, sent: before })
})

test('who is sent alone has the target for itself, and all others their turn', async () => {
  let under = 0
  let most = 0
  const beside: number[] = []
  const server = open(
    await startRecorder(async ({ path }) => {
      under += 1
      if (path === '/alone') beside.push(under)
      most = Math.max(most, under)
      await sleep(10)
      under -= 1
      return { status: 200 }
    }),
  )
  const target = targetAt(server.baseUrl, { concurrency: 4 })
  const alone = () => target.send('case#2', 'createOrder', { ...request, path: '/alone' }, 'alone')
  const before = askAtOnce(target, 10)
  const lone = Promise.all([alone(), alone(), alone()])
  const after = askAtOnce(target, 10)
  const all = [...(await before), ...(await lone), ...(await after)]
  expect(kinds(all)).toEqual(Array(23).fill('reply'))
  expect({ beside, most }).toEqual({ beside: [1, 1, 1], most: 4 })
})
