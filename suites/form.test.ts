import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { isObject } from '../core/json.ts'
import { judged } from '../test/judged.ts'

const form = 'crayon/checkout/request/body/form'

type Find = (body: { readonly [member: string]: unknown }) => unknown

/** A server that reads an order where `find` finds it, refuses one that is flawed, and overlooks all else. */
const verdictOn = async (find: Find) => {
  const server = createServer(async (request, reply) => {
    const body = await json(request).catch(() => undefined)
    const order = isObject(body) ? find(body) : undefined
    const isFlawed = isObject(order) && ![undefined, 123].includes(order.resellerCustomerId as number)
    reply.writeHead(order === undefined || isFlawed ? 400 : 204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const report = await judged('crayon', {
    baseUrl: `http://127.0.0.1:${port}`,
    token: 'none',
    fixtures: {},
    only: [form],
  })
  server.closeAllConnections()
  server.close()
  const found = report.contracts[0]?.requirements.find(({ id }) => id === form)
  return [found?.verdict, found?.findings[0]?.received]
}

test.each<[string, Find, readonly unknown[]]>([
  ['only wrapped', (body) => body.order, ['pass', undefined]],
  ['only bare', (body) => ('order' in body ? undefined : body), ['warn', 'as it stands']],
  ['either', (body) => body.order ?? body, ['pass', undefined]],
  ['bare, overlooking all else', (body) => body, ['warn', 'as it stands']],
  [
    'bare, insisting on a member that may be left out',
    (body) => ('externalOrderId' in body ? body : undefined),
    ['warn', 'as it stands'],
  ],
  ['neither', () => undefined, ['inconclusive', undefined]],
])('the form is found out: %s', async (_, find, expected) => {
  expect(await verdictOn(find)).toEqual(expected)
})
