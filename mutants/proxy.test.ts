import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Layer } from '../core/layer.ts'
import { startProxy } from './proxy.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** Says back what it was sent. */
const startEcho = async (): Promise<string> => {
  const server = createServer(async (incoming, outgoing) => {
    const parts: Uint8Array[] = []
    for await (const part of incoming) parts.push(part)
    const { method, url, headers } = incoming
    const text = JSON.stringify({ method, url, seen: headers['x-seen'], body: Buffer.concat(parts).toString('base64') })
    outgoing.writeHead(203, { 'content-type': 'application/json', 'x-own': 'yes' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const before = async (target: string, layer: Layer): Promise<string> => {
  const { baseUrl, close } = await startProxy({ target, layer })
  open.push(close)
  return baseUrl
}

const nothing: Layer = (sent, forward) => forward(sent)

test('requests and replies go through as they are, below the same path', async () => {
  const proxy = await before(`${await startEcho()}/base/`, nothing)
  expect(proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/base$/)
  const bytes = new Uint8Array([0xff, 0x00, 0xc3, 0x28])
  const reply = await fetch(`${proxy}/a%2Fb?q=%20`, { method: 'PUT', headers: { 'x-seen': 'ä' }, body: bytes })
  expect([reply.status, reply.headers.get('x-own')]).toEqual([203, 'yes'])
  expect(await reply.json()).toEqual({
    method: 'PUT',
    url: '/base/a%2Fb?q=%20',
    seen: 'ä',
    body: Buffer.from(bytes).toString('base64'),
  })
})

test('the layer changes both ways', async () => {
  const proxy = await before(await startEcho(), async (sent, forward) => {
    const given = await forward({ ...sent, path: '/other', headers: { ...sent.headers, 'x-seen': 'changed' } })
    return { ...given, status: 418, headers: { ...given.headers, 'x-own': 'no' } }
  })
  const reply = await fetch(`${proxy}/one`)
  expect([reply.status, reply.headers.get('x-own')]).toEqual([418, 'no'])
  expect(await reply.json()).toMatchObject({ url: '/other', seen: 'changed' })
})

const breaking =
  (kind: 'reset' | 'cut-short' | 'silence'): Layer =>
  async (sent, forward) => ({ kind, reply: await forward(sent) })

test.each([
  ['reset', 'fetch failed'],
  ['cut-short', 'terminated'],
  ['silence', 'The operation was aborted due to timeout'],
] as const)('a reply is broken off: %s', async (kind, message) => {
  const proxy = await before(await startEcho(), breaking(kind))
  const text = async () => (await fetch(`${proxy}/`, { signal: AbortSignal.timeout(400) })).text()
  await expect(text()).rejects.toThrow(message)
})

test('a service that cannot be reached is answered for, and says so', async () => {
  const proxy = await before('http://127.0.0.1:1', nothing)
  const reply = await fetch(`${proxy}/`)
  expect(reply.status).toBe(502)
  expect(await reply.text()).toMatch(/^The service behind cannot be reached: connect ECONNREFUSED/)
})
