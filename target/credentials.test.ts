// How a target deals with credentials that expire: what goes over the wire, judged by what a server received.
import { afterEach, expect, test } from 'vitest'
import type { Placement } from '../core/auth.ts'
import type { WireRequest } from '../core/exchange.ts'
import { type Asked, startRecorder } from '../test/servers/recorder.ts'
import { type Credentials, CredentialsError } from './auth/credentials.ts'
import { renewing } from './auth/renewing.ts'
import { openTarget } from './target.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Hands out tokens t1, t2, … each good for so long, in milliseconds. */
const tokens = (ms: number): Credentials => {
  let count = 0
  return renewing(async () => {
    count += 1
    const now = Date.now()
    return {
      placement: { headers: { Authorization: `Bearer t${count}` }, query: {} },
      secrets: {},
      issuedAt: now,
      expiresAt: now + ms,
    }
  })
}

const tokenIn = ({ headers }: Asked): string => new Map(headers).get('Authorization') ?? 'none'

const make = ({ headers }: Placement): WireRequest => ({ method: 'GET', path: '/', headers })

const against = async (credentials: Credentials, status: (asked: Asked) => number, headers = {}) => {
  const server = await startRecorder((asked) => ({ status: status(asked), headers }))
  const target = openTarget({
    baseUrl: server.baseUrl,
    timeoutMs: 1_000,
    concurrency: 4,
    maxReplyBytes: 1_000,
    credentials,
  })
  closing.push(server.close, target.close)
  return { server, target }
}

test('a request refused with a token that had expired is sent once more, with a new one', async () => {
  const later = new Date(Date.now() + 3_600_000).toUTCString()
  const { server, target } = await against(tokens(60_000), (asked) => (tokenIn(asked) === 'Bearer t1' ? 401 : 200), {
    Date: later,
  })
  const { request, outcome } = await target.send('a#1', 'a', make)
  expect(server.asked().map(tokenIn)).toEqual(['Bearer t1', 'Bearer t2'])
  expect(request.headers).toEqual({ Authorization: 'Bearer t2' })
  expect(outcome).toMatchObject({ kind: 'reply', reply: { status: 200 } })
  expect(target.counts()).toMatchObject({ sent: 2, repeated: 1 })
})

test('a target that refuses the new token too is asked no third time', async () => {
  const later = new Date(Date.now() + 3_600_000).toUTCString()
  const { server, target } = await against(tokens(60_000), () => 401, { Date: later })
  const { outcome } = await target.send('a#1', 'a', make)
  expect(outcome).toMatchObject({ kind: 'reply', reply: { status: 401 } })
  expect(server.asked().map(tokenIn)).toEqual(['Bearer t1', 'Bearer t2'])
})

test('a fresh token that is refused is an answer: nothing is repeated', async () => {
  const { server, target } = await against(tokens(60_000), () => 401)
  const { outcome } = await target.send('a#1', 'a', make)
  expect(outcome).toMatchObject({ kind: 'reply', reply: { status: 401 } })
  expect(server.asked().map(tokenIn)).toEqual(['Bearer t1'])
})

test('a request that is no call for credentials is never repeated', async () => {
  const later = new Date(Date.now() + 3_600_000).toUTCString()
  const { server, target } = await against(tokens(60_000), () => 401, { Date: later })
  await target.send('a#1', 'a', make({ headers: {}, query: {} }))
  expect(server.asked().map(tokenIn)).toEqual(['none'])
})

test('without credentials to be had nothing is sent, and the reason is told', async () => {
  const none: Credentials = {
    current: () => Promise.reject(new CredentialsError('the server gives no token')),
    instead: async () => undefined,
    secrets: () => ({}),
  }
  const { server, target } = await against(none, () => 200)
  expect((await target.send('a#1', 'a', make)).outcome).toEqual({
    kind: 'withheld',
    detail: 'no credentials: the server gives no token',
  })
  expect(server.connections()).toBe(0)
})
