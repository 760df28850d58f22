import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../../test/folder-of.ts'
import { judged } from '../../test/judged.ts'

const note = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } }
const document = {
  openapi: '3.1.0',
  info: { title: 'Till', version: '1' },
  'x-assay-refusal': {
    schema: { status: [400] },
    context: { status: [400] },
    syntax: { status: [400] },
    credentials: { status: [401] },
  },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  security: [{ token: [] }],
  paths: {
    '/orders/{order}/notes': {
      post: {
        operationId: 'add',
        parameters: [{ name: 'order', in: 'path', required: true, schema: { type: 'integer' } }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: note },
            'text/json': { schema: note },
            'application/xml': { schema: note },
          },
        },
        responses: { '204': { description: 'none' } },
      },
    },
  },
}
const contract = join(folderOf({ 'till.json': document }), 'till.json')

type Slips = {
  readonly takes?: (order: string) => boolean
  readonly asksNobody?: (type: string) => boolean
  readonly takesNothing?: (type: string) => boolean
  readonly takesUnread?: (type: string) => boolean
  readonly isScheme?: (scheme: string) => boolean
}

const isPlainNumber = (order: string): boolean => /^[1-9]\d*$/.test(order)

/** The verdicts about a server that keeps the document but for its slips. */
const verdictsOf = async ({
  takes = isPlainNumber,
  asksNobody = () => false,
  takesNothing = () => false,
  takesUnread = () => false,
  isScheme = (scheme) => scheme.toLowerCase() === 'bearer',
}: Slips): Promise<(id: string) => string | undefined> => {
  const isRight = (text: string, type: string): boolean => {
    if (text === '') return takesNothing(type)
    if (takesUnread(type)) return true
    if (!/^(application|text)\/(json|xml)\s*(;|$)/i.test(type)) return false
    if (type.endsWith('xml')) return /<text>[^<]*<\/text>/.test(text)
    try {
      return typeof (JSON.parse(text) as { text?: unknown } | null)?.text === 'string'
    } catch {
      return false
    }
  }
  const status = (request: IncomingMessage, text: string): number => {
    const type = request.headers['content-type'] ?? ''
    const [scheme = '', token] = (request.headers.authorization ?? '').split(' ')
    if (!(isScheme(scheme) && token === 'right') && !asksNobody(type)) return 401
    if (request.method !== 'POST') return 405
    const order = decodeURIComponent((request.url ?? '').split('/')[2] ?? '')
    return takes(order) && isRight(text, type) ? 204 : 400
  }
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    reply.writeHead(status(request, Buffer.concat(chunks).toString())).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { contracts } = await judged(contract, {
    baseUrl: `http://127.0.0.1:${port}`,
    token: 'right',
    fixtures: { 'path.order': 1 },
  })
  server.closeAllConnections()
  server.close()
  return (id) => contracts[0]?.requirements.find((one) => one.id === `till/add/${id}`)?.verdict
}

test('a server that keeps the document passes, whether it knows one order or any', async () => {
  for (const takes of [isPlainNumber, (order: string) => order === '1']) {
    const verdict = await verdictsOf({ takes })
    expect(verdict('auth/missing')).toBe('pass')
    expect(verdict('protocol/empty-body')).toBe('pass')
    expect(verdict('protocol/message-forms')).toBe('pass')
    expect(verdict('request/path.order/type')).toBe('pass')
  }
})

test('a server that reads 32 bits of a number takes one order for another', async () => {
  const verdict = await verdictsOf({
    takes: (order) => isPlainNumber(order) && Number(BigInt(order) % 2n ** 32n) === 1,
  })
  expect(verdict('request/path.order/type')).toBe('fail')
})

test.each(['xml', 'text/json'])('credentials are asked for in every form of the body: %s', async (form) => {
  const verdict = await verdictsOf({ asksNobody: (type) => type.endsWith(form) })
  expect(verdict('auth/missing')).toMatch(/fail|warn/)
})

test('nothing is no body in any form', async () => {
  const verdict = await verdictsOf({ takesNothing: (type) => type.endsWith('xml') })
  expect(verdict('protocol/empty-body')).toMatch(/fail|warn/)
})

test('the scheme of the credentials is one in any case', async () => {
  const verdict = await verdictsOf({ isScheme: (scheme) => scheme === 'Bearer' })
  expect(verdict('protocol/message-forms')).toBe('warn')
})

test('a form is no JSON: who takes one has read nothing', async () => {
  expect((await verdictsOf({}))('protocol/wrong-content-type')).toBe('pass')
  const verdict = await verdictsOf({ takesUnread: (type) => type.includes('urlencoded') })
  expect(verdict('protocol/wrong-content-type')).toBe('warn')
})
