import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { at, type Json } from '../../../core/json.ts'
import { judged } from '../../../test/judged.ts'

const valid = 'crayon/flow/two-addresses/valid'

/** Whether a customer exists, as an address sees it. */
type Knows = (customer: Json | undefined, address: 'preferred' | 'legacy') => boolean

const verdictOn = async (knows: Knows, fixtures: Readonly<Record<string, string>> = {}) => {
  const server = createServer(async (request, reply) => {
    const body = (await json(request).catch(() => ({}))) as Json
    const address = request.url?.includes('assets') ? 'legacy' : 'preferred'
    const isOrder = Array.isArray(at(body, ['orderLines']))
    reply.writeHead(isOrder ? (knows(at(body, ['resellerCustomerId']), address) ? 204 : 404) : 400).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const report = await judged('crayon', {
    baseUrl: `http://127.0.0.1:${port}`,
    token: 'none',
    fixtures,
    only: [valid],
  })
  server.closeAllConnections()
  server.close()
  const found = report.contracts[0]?.requirements.find(({ id }) => id === valid)
  return [found?.verdict, found?.findings[0]?.message]
}

test.each<[string, Knows]>([
  ['each knows the customers that there are', (customer) => customer === 123],
  ['neither looks at customers', () => true],
])('two addresses are alike where %s', async (_, knows) => {
  expect(await verdictOn(knows)).toEqual(['pass', undefined])
})

test.each(['preferred', 'legacy'] as const)(
  'customers that are unknown only at the %s address are told of',
  async (one) => {
    expect(await verdictOn((customer, address) => customer === 123 || address !== one)).toEqual([
      'fail',
      'An order for a customer tenant that hardly exists is answered otherwise at the legacy address',
    ])
  },
)

test('a customer that the user knows to be unknown is compared in place of the one that is made up', async () => {
  const knows: Knows = (customer, address) => customer !== 4711 || address !== 'preferred'
  expect((await verdictOn(knows))[0]).toBe('pass')
  expect((await verdictOn(knows, { unknownResellerCustomerId: '4711' }))[0]).toBe('fail')
})
