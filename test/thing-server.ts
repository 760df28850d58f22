// A service of three calls on loopback, for workflows: what is made is done after it was read a few times.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from '../core/json.ts'

const reply = { description: 'told', content: { 'application/json': { schema: { type: 'object' } } } }
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/** Its document. */
export const things = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      post: {
        operationId: 'makeThing',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name', 'count'],
                properties: { name: { type: 'string' }, count: { type: 'integer', minimum: 1, maximum: 9 } },
              },
            },
          },
        },
        responses: { 200: reply, 400: reply },
      },
    },
    '/things/{id}': {
      get: { operationId: 'readThing', parameters: [id], responses: { 200: reply, 404: reply } },
      delete: { operationId: 'removeThing', parameters: [id], responses: { 200: reply, 404: reply } },
    },
  },
}

export type Seen = { readonly method: string; readonly path: string; readonly body: string; readonly kind?: string }

export type Things = { readonly baseUrl: string; readonly seen: readonly Seen[]; readonly close: () => Promise<void> }

type Thing = { readonly name: Json; reads: number }

/** `doneAfter`: the read from which on a thing is done. */
export const startThings = async ({ doneAfter = 3 } = {}): Promise<Things> => {
  const seen: Seen[] = []
  const all = new Map<string, Thing>()
  const answer = (method: string, path: string, body: string): readonly [number, Json] => {
    const name = decodeURIComponent(path.split('/')[2] ?? '')
    if (method === 'POST') {
      const made = `T${all.size + 1}`
      all.set(made, { name: (JSON.parse(body) as { name: Json }).name, reads: 0 })
      return [200, { id: made, state: 'open' }]
    }
    const thing = all.get(name)
    if (!thing) return [404, { problem: 'none' }]
    if (method === 'DELETE') {
      all.delete(name)
      return [200, { id: name }]
    }
    thing.reads += 1
    return [200, { id: name, name: thing.name, state: thing.reads >= doneAfter ? 'Done' : 'open' }]
  }
  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    const { method = '', url = '' } = request
    const kind = request.headers['x-kind']
    seen.push({ method, path: url, body, ...(typeof kind === 'string' ? { kind } : {}) })
    const [status, value] = answer(method, url, body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
