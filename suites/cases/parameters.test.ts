import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../../test/folder-of.ts'
import { judged } from '../../test/judged.ts'

const document = {
  openapi: '3.1.0',
  info: { title: 'Till', version: '1' },
  'x-assay-refusal': { schema: { status: [400] }, context: { status: [400] } },
  paths: {
    '/orders': {
      get: {
        operationId: 'list',
        parameters: [{ name: 'open', in: 'query', schema: { type: 'boolean' } }],
        responses: { '204': { description: 'none' } },
      },
    },
  },
}
const contract = join(folderOf({ 'till.json': document }), 'till.json')

/** What becomes of the rule about the parameter at a server that takes such texts, and the texts it was sent. */
const resultOf = async (takes: (text: string) => boolean) => {
  const asked: string[] = []
  const server = createServer((request, reply) => {
    const text = new URL(request.url ?? '/', 'http://localhost').searchParams.get('open')
    if (text !== null) asked.push(text)
    reply.writeHead(text === null || takes(text) ? 204 : 400).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { contracts } = await judged(contract, { baseUrl: `http://127.0.0.1:${port}`, fixtures: {} })
  server.closeAllConnections()
  server.close()
  const found = contracts[0]?.requirements.find(({ id }) => id === 'till/list/request/query.open/type')
  return { asked, verdict: found?.verdict }
}

test('true as text is true in a parameter, and no flaw of it', async () => {
  const { asked, verdict } = await resultOf((text) => text === 'true' || text === 'false')
  expect(verdict).toBe('pass')
  expect(asked.some((text) => text !== 'true' && text !== 'false')).toBe(true)
})

test('any other text is a flaw', async () => {
  expect((await resultOf(() => true)).verdict).toBe('fail')
})
