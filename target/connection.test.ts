// How servers are reached: certificates, proxies and timeouts, against real little servers.
import { createServer as createPlain } from 'node:http'
import { createServer, type Server } from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { certified, inDays } from '../test/servers/certificate.ts'
import { startProxy } from '../test/servers/proxy.ts'
import { startRecorder } from '../test/servers/recorder.ts'
import { fetchOver } from './fetch.ts'
import { reach } from './reach.ts'
import { type SenderOptions, sender } from './send.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const get = { method: 'GET', path: '/', headers: {} }

const ask = async (baseUrl: string, options: Partial<SenderOptions> = {}) => {
  const { send, close } = sender({ baseUrl, timeoutMs: 1_000, concurrency: 1, maxReplyBytes: 1_000, ...options })
  closing.push(close)
  return (await send(get)).outcome
}

const listening = async (server: net.Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return (server.address() as AddressInfo).port
}

const authority = certified({ name: 'Authority of the tests' })

const startSecure = async (more: Parameters<typeof certified>[0] & object, options = {}): Promise<string> => {
  const { cert, key } = certified({ by: authority, ...more })
  const server: Server = createServer({ cert, key, ...options }, (_, response) => response.end('hello'))
  const port = await listening(server)
  closing.push(() => server.closeAllConnections())
  return `https://127.0.0.1:${port}`
}

const hello = { kind: 'reply', reply: { status: 200, body: 'hello' } }

describe('certificates', () => {
  test('an authority that is given is trusted; without, the target cannot be reached', async () => {
    const url = await startSecure({ name: 'target' })
    expect(await ask(url, { tls: { ca: authority.cert } })).toMatchObject(hello)
    expect(await ask(url)).toMatchObject({ kind: 'silent', cause: 'unreachable' })
  })

  test('a certificate that has expired is none', async () => {
    const url = await startSecure({ name: 'target', validTo: inDays(-1) })
    expect(await ask(url, { tls: { ca: authority.cert } })).toMatchObject({
      kind: 'silent',
      cause: 'unreachable',
      detail: expect.stringContaining('expired'),
    })
  })

  test.each([undefined, 'key phrase'])('a client shows its own, its key locked with %s', async (passphrase) => {
    const own = certified({ name: 'client', by: authority, ...(passphrase ? { passphrase } : {}) })
    const url = await startSecure(
      { name: 'target' },
      { requestCert: true, rejectUnauthorized: true, ca: authority.cert },
    )
    const tls = { ca: authority.cert, cert: own.cert, key: own.key, ...(passphrase ? { passphrase } : {}) }
    expect(await ask(url, { tls })).toMatchObject(hello)
    expect((await ask(url, { tls: { ca: authority.cert } })).kind).not.toBe('reply')
  })
})

describe('proxies', () => {
  const baseUrl = 'http://sandbox.invalid:8080'
  const portOf = (url: string): number => Number(new URL(url).port)

  test('a target is reached through a proxy, with its credentials', async () => {
    const server = await startRecorder(() => ({ status: 200, body: 'hello' }))
    const proxy = await startProxy(portOf(server.baseUrl))
    closing.push(server.close, proxy.close)
    const proxies = { http: proxy.url.replace('//', '//user:p%40ss@'), none: [] }
    expect(await ask(baseUrl, { proxies })).toMatchObject(hello)
    const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`
    expect(proxy.asked()).toEqual([{ host: 'sandbox.invalid:8080', authorization }])
    expect(server.asked().map(({ path }) => path)).toEqual(['/'])
  })

  test('TLS goes through a proxy to the target itself', async () => {
    const secure = await startSecure({ name: 'target' })
    const proxy = await startProxy(portOf(secure))
    closing.push(proxy.close)
    const options = { proxies: { https: proxy.url, none: [] }, tls: { ca: authority.cert } }
    // The name of the certificate is judged, not that of the proxy.
    expect(await ask('https://sandbox.invalid', options)).toMatchObject({
      kind: 'silent',
      cause: 'unreachable',
      detail: expect.stringContaining('sandbox.invalid'),
    })
    expect(proxy.asked().map(({ host }) => host)).toEqual(['sandbox.invalid:443'])
  })

  test('a proxy that refuses says nothing about the target', async () => {
    const proxy = await startProxy(9, 407)
    closing.push(proxy.close)
    expect(await ask(baseUrl, { proxies: { http: proxy.url, none: [] } })).toEqual({
      kind: 'silent',
      cause: 'unreachable',
      detail: 'the proxy does not connect to the target: it answers 407',
    })
  })

  test('token requests go the same way', async () => {
    const server = await startRecorder(({ body }) => ({ status: 200, body }))
    const proxy = await startProxy(portOf(server.baseUrl))
    closing.push(server.close, proxy.close)
    const fetch = fetchOver({ timeoutMs: 1_000, proxies: { http: proxy.url, none: [] } })
    const response = await fetch(`${baseUrl}/token`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
    expect([response.status, await response.text()]).toEqual([200, 'a=b'])
    expect(proxy.asked().length).toBe(1)
  })
})

describe('timeouts', () => {
  test('a reply that does not begin in time', async () => {
    const port = await listening(createPlain(() => {}))
    expect(await ask(`http://127.0.0.1:${port}`, { timeouts: { firstByteMs: 50 } })).toEqual({
      kind: 'silent',
      cause: 'timeout',
      detail: 'no reply within 50 ms',
    })
  })

  test('a body that does not end in time', { timeout: 60_000 }, async () => {
    const server = createPlain((_, response) => void response.write('begun'))
    const port = await listening(server)
    closing.push(() => server.closeAllConnections())
    const started = Date.now()
    expect(await ask(`http://127.0.0.1:${port}`, { timeoutMs: 30_000, timeouts: { bodyMs: 50 } })).toMatchObject({
      kind: 'broken',
      fault: 'stalled',
    })
    expect(Date.now() - started).toBeLessThan(15_000)
  })

  test('a connection whose handshake does not end in time', { timeout: 60_000 }, async () => {
    const sockets: net.Socket[] = []
    const port = await listening(net.createServer((socket) => sockets.push(socket)))
    closing.push(() => sockets.map((socket) => socket.destroy()))
    const started = Date.now()
    expect(await ask(`https://127.0.0.1:${port}`, { timeoutMs: 30_000, timeouts: { connectMs: 50 } })).toEqual({
      kind: 'silent',
      cause: 'unreachable',
      detail: 'ETIMEDOUT: not connected within 50 ms',
    })
    expect(Date.now() - started).toBeLessThan(15_000)
  })

  test('a kept connection is not made again, so that its limit does not bite', async () => {
    const server = await startRecorder(async () => {
      await new Promise((resolve) => setTimeout(resolve, 80))
      return { status: 200, body: 'hello' }
    })
    closing.push(server.close)
    const options = { baseUrl: server.baseUrl, timeoutMs: 1_000, concurrency: 1, maxReplyBytes: 1_000 }
    const { send, close } = sender({ ...options, timeouts: { connectMs: 50 } })
    closing.push(close)
    expect([(await send(get)).outcome, (await send(get)).outcome]).toMatchObject([hello, hello])
    expect(server.connections()).toBe(1)
  })
})

describe('reach', () => {
  const connection = { timeoutMs: 500 }

  test('tells address and certificate', async () => {
    const url = await startSecure({ name: 'target', validTo: inDays(40) })
    expect(await reach(url, { ...connection, tls: { ca: authority.cert } })).toEqual({
      kind: 'reached',
      address: new URL(url).host,
      ms: expect.any(Number),
      certificate: { subject: 'target', issuer: 'Authority of the tests', validTo: expect.any(Date) },
    })
  })

  test.each<[string, () => Promise<string>, string, string]>([
    ['a name nobody has', async () => 'http://sandbox.invalid', 'name', ''],
    ['a port nobody listens on', async () => 'http://127.0.0.1:9', 'connection', 'ECONNREFUSED'],
    ['an authority nobody knows', () => startSecure({ name: 'target' }), 'certificate', 'UNABLE_TO_VERIFY'],
  ])('tells %s', async (_, url, step, detail) => {
    expect(await reach(await url(), connection)).toEqual({
      kind: 'failed',
      step,
      detail: expect.stringContaining(detail),
    })
  })
})
