import nock from 'nock'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Outcome } from '../core/exchange.ts'
import { type Attempt, outcomeOfError } from './errors.ts'
import { sender } from './send.ts'

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

const baseUrl = 'https://vendor.test'

const send = async (): Promise<Attempt> => {
  const { send: sendOne, close } = sender({ baseUrl, timeoutMs: 100, concurrency: 1, maxReplyBytes: 1_000 })
  try {
    return await sendOne({ method: 'POST', path: '/orders', headers: {}, body: '{}' })
  } finally {
    close()
  }
}

/** An error as Node gives it when a connection cannot be made. */
const failure = (code: string, message: string, syscall = 'connect'): Error =>
  Object.assign(new Error(message), { code, syscall })

const unreachable = (detail: string): Outcome => ({ kind: 'silent', cause: 'unreachable', detail })
const closed: Outcome = { kind: 'broken', fault: 'reset', detail: 'the connection was closed without a reply' }

test.each<[Error, Outcome]>([
  // supertest puts words of its own in place of some of the errors of connecting, and drops their code.
  [failure('ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:443'), unreachable('ECONNREFUSED: Connection refused')],
  [failure('ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443'), unreachable('ETIMEDOUT: Operation timed out')],
  [failure('EHOSTUNREACH', 'connect EHOSTUNREACH 192.0.2.1:443'), unreachable('connect EHOSTUNREACH 192.0.2.1:443')],
  [failure('ENETUNREACH', 'connect ENETUNREACH 192.0.2.1:443'), unreachable('connect ENETUNREACH 192.0.2.1:443')],
  [
    failure('ENOTFOUND', 'getaddrinfo ENOTFOUND vendor.test', 'getaddrinfo'),
    unreachable('getaddrinfo ENOTFOUND vendor.test'),
  ],
  [
    failure('EAI_AGAIN', 'getaddrinfo EAI_AGAIN vendor.test', 'getaddrinfo'),
    unreachable('getaddrinfo EAI_AGAIN vendor.test'),
  ],
  [failure('CERT_HAS_EXPIRED', 'certificate has expired'), unreachable('certificate has expired')],
  [failure('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'), unreachable('self-signed certificate')],
  [
    failure('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'),
    unreachable('self-signed certificate in certificate chain'),
  ],
  [
    failure('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'),
    unreachable('unable to verify the first certificate'),
  ],
  [
    failure('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate'),
    unreachable('unable to get local issuer certificate'),
  ],
  [
    failure('ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"),
    unreachable("Hostname/IP does not match certificate's altnames"),
  ],
  [failure('EPROTO', 'write EPROTO wrong version number', 'write'), unreachable('write EPROTO wrong version number')],
  [failure('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number'), unreachable('wrong version number')],
  [
    failure('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established', ''),
    unreachable('Client network socket disconnected before secure TLS connection was established'),
  ],
  [failure('ECONNRESET', 'read ECONNRESET', 'read'), closed],
  [failure('EPIPE', 'write EPIPE', 'write'), closed],
  [failure('ECONNRESET', 'socket hang up', ''), closed],
])('%s', async (error, outcome) => {
  nock(baseUrl).post('/orders').replyWithError(error)
  const { outcome: seen } = await send()
  expect(seen).toEqual(outcome)
})

test('a target that does not answer in time is silent', async () => {
  nock(baseUrl).post('/orders').delay(5_000).reply(200, '{}')
  expect(await send()).toEqual({
    outcome: { kind: 'silent', cause: 'timeout', detail: 'no reply within 100 ms' },
    stale: false,
  })
  nock.abortPendingRequests()
})

test('an error that is none of the network is thrown: it is a fault of our own', () => {
  const fault = new TypeError('undefined is not a function')
  expect(() =>
    outcomeOfError(fault, { headersSeen: false, isKept: false, isStale: false, isLate: false, timeoutMs: 100 }),
  ).toThrow(fault)
})
