import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { judged } from '../../test/judged.ts'

const issued = 'a-token-that-was-issued'

/** How a call is refused for its credentials; undefined lets it in. */
type Guard = (headers: IncomingHttpHeaders) => number | undefined

const careful: Guard = ({ authorization }) => (authorization === `Bearer ${issued}` ? undefined : 401)

/** The status for what is missing or unknown; everything else is refused as it should be. */
const answering =
  (status: number, wanted: 'missing' | 'unknown' | 'malformed'): Guard =>
  (headers) => {
    const { authorization } = headers
    const kind =
      authorization === undefined
        ? 'missing'
        : authorization.startsWith('Bearer assay-unknown')
          ? 'unknown'
          : 'malformed'
    return careful(headers) === undefined ? undefined : kind === wanted ? status : 401
  }

/** The verdicts on a server's guard that are no pass, each with what came. */
const verdictsOf = async (guard: Guard) => {
  const server = createServer(async (request, reply) => {
    const isOrder = (await text(request)).includes('orderLines')
    const type = request.headers['content-type']
    const isTaken = type?.startsWith('application/json') && isOrder
    reply.writeHead(guard(request.headers) ?? (isTaken ? 204 : 400), { 'www-authenticate': 'Bearer' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { contracts } = await judged('crayon', {
    baseUrl: `http://127.0.0.1:${port}`,
    token: issued,
    fixtures: {},
    only: ['crayon/checkout/auth/*'],
  })
  server.closeAllConnections()
  server.close()
  return contracts.flatMap(({ requirements }) =>
    requirements
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .map(({ id, verdict, findings: [first] }) => [verdict, id.split('/').at(-1), first?.message]),
  )
}

test('a server that refuses all bad credentials with 401 keeps every promise about them', async () => {
  expect(await verdictsOf(careful)).toEqual([])
})

test.each([400, 403, 404, 500])(
  'credentials that are missing and answered %d break what the document lists',
  async (status) => {
    expect(await verdictsOf(answering(status, 'missing'))).toEqual([
      ['fail', 'missing', `A call without credentials is answered ${status}`],
    ])
  },
)

test.each([403, 404])('credentials that nobody issued and are answered %d break it too', async (status) => {
  expect(await verdictsOf(answering(status, 'unknown'))).toEqual([
    ['fail', 'unknown', `A call with a token nobody issued is answered ${status}`],
  ])
})

test('what is no form of credentials may be refused as any broken request is: that is told', async () => {
  const verdicts = await verdictsOf(answering(400, 'malformed'))
  expect(verdicts.every(([verdict]) => verdict === 'warn')).toBe(true)
  expect(verdicts.map(([, id]) => id)).toContain('malformed')
})

test('who asks for no credentials where the label has a charset lets everybody in', async () => {
  const careless: Guard = (headers) =>
    headers['content-type'] === 'application/json; charset=utf-8' ? undefined : careful(headers)
  expect(await verdictsOf(careless)).toEqual([
    ['fail', 'missing', 'A call without credentials, its body labelled with a charset, is accepted'],
  ])
})

test('who refuses a label with a charset is not blamed for the credentials', async () => {
  const narrow: Guard = (headers) => (headers['content-type'] === 'application/json' ? careful(headers) : 415)
  expect(await verdictsOf(narrow)).toEqual([])
})
