// A service that knows callers by their connection: who was let in over it once needs no credentials any more.
import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Evidence } from '../core/finding.ts'
import { runCases } from '../suites/run-cases.ts'
import { startSecondOcapiShop } from './servers/ocapi-shop.ts'

const contract = await loadContract('ocapi-shop')
const missing = 'ocapi-shop/getOrder/auth/missing'
const token = 'second-token'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Lets = (socket: Socket, authorization: string | undefined) => boolean

/** Stands before a shop, and adds the token to what it lets in. */
const startDoor = async (baseUrl: string, lets: Lets): Promise<string> => {
  const { hostname, port, pathname } = new URL(baseUrl)
  const server = http.createServer((request, response) => {
    const { authorization, ...rest } = request.headers
    const given = lets(request.socket, authorization) ? `Bearer ${token}` : authorization
    const headers = given === undefined ? rest : { ...rest, authorization: given }
    const onward = http.request({ hostname, port, path: request.url, method: request.method, headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(
    () =>
      new Promise((done) => {
        server.close(done)
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`
}

const evidenceThrough = async (lets: Lets): Promise<readonly Evidence[]> => {
  const shop = await startSecondOcapiShop({ tokens: [token] })
  closing.push(shop.close)
  const { results } = await runCases(
    {
      contract: contract.id,
      target: { baseUrl: await startDoor(shop.baseUrl, lets), token, headers: {}, timeoutMs: 5_000, concurrency: 1 },
      seed: 7,
      tag: 'door',
      runs: 1,
      only: [missing],
      level: 'may',
      reading: 'lenient',
      allow: ['write'],
      fixtures: { orderNo: shop.orderNo },
      settleMs: 1_000,
    },
    contract,
  )
  return results.flatMap(({ evidence }) => evidence.filter(({ requirement }) => requirement === missing))
}

test('a call without credentials that is taken for what came before it over the connection is taken wrongly', async () => {
  const known = new WeakSet<Socket>()
  const evidence = await evidenceThrough((socket, authorization) => {
    if (authorization === `Bearer ${token}`) known.add(socket)
    return known.has(socket)
  })
  expect(evidence.map(({ verdict }) => verdict)).toContain('fail')
}, 60_000)

test('where no call needs credentials, whatever the connection, that is a reading of the document', async () => {
  const evidence = await evidenceThrough((_, authorization) => authorization === undefined)
  const verdicts = evidence.map(({ verdict }) => verdict)
  expect(verdicts).toContain('warn')
  expect(verdicts).not.toContain('fail')
}, 60_000)

test('and where each call is looked at, one without credentials is refused', async () => {
  const evidence = await evidenceThrough(() => false)
  expect(evidence.map(({ verdict }) => verdict)).toEqual(evidence.map(() => 'pass'))
  expect(evidence.length).toBeGreaterThan(0)
}, 60_000)
