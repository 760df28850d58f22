import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { judged } from '../../test/judged.ts'

/** What becomes of the promise that all forms of a payment come to the same, at a server that answers in JSON only. */
const requirementOf = async (
  answer: (sent: object, type: string) => { readonly status: number; readonly body: object },
) => {
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const type = request.headers['content-type'] ?? ''
    const { status, body } = type.endsWith('json')
      ? answer(JSON.parse(Buffer.concat(chunks).toString()) as object, type)
      : { status: 415, body: {} }
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const only = ['shopctrl/flow/forms/request']
  const { contracts } = await judged('shopctrl', { baseUrl: `http://127.0.0.1:${port}`, fixtures: {}, only })
  server.closeAllConnections()
  server.close()
  return contracts[0]?.requirements.find(({ id }) => id === only[0])
}

test('forms are compared with made-up values, too, where the target takes them', async () => {
  const found = await requirementOf((sent, type) => ({
    status: 200,
    body: type === 'text/json' ? { ...sent, Amount: 999_999 } : sent,
  }))
  expect(found?.verdict).toBe('fail')
})

test('where made-up values are refused, the fixtures are named', async () => {
  const found = await requirementOf(() => ({ status: 404, body: {} }))
  expect(found?.verdict).toBe('inconclusive')
  expect(found?.reason).toContain('orderId')
})
