// A small API with a contract of its own: one list of orders that asks for credentials, and a way to add to it.
import type { Asked, Recorder, ServerReply } from './recorder.ts'
import { startRecorder } from './recorder.ts'

/** The contract, as OpenAPI. */
export const ordersDocument = `openapi: 3.1.0
info: { title: Orders, version: '1' }
security: [{ any: [] }]
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } }
        '401': { description: no credentials }
    post:
      operationId: addOrder
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }
      responses:
        '201': { description: added }
        '400': { description: no order }
        '401': { description: no credentials }
        '415': { description: no JSON }
components:
  schemas:
    Order:
      type: object
      required: [number]
      properties: { number: { type: integer, minimum: 1, maximum: 9999 } }
  securitySchemes:
    any: { type: http, scheme: bearer }
`

/** Says whether a request may come in. */
export type Admits = (asked: Asked) => boolean | Promise<boolean>

export const headerOf = ({ headers }: Asked, name: string): string =>
  headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1] ?? ''

export const bearerOf = (asked: Asked): string => headerOf(asked, 'Authorization').replace(/^Bearer /, '')

export const startOrders = (admits: Admits, headers: Readonly<Record<string, string>> = {}): Promise<Recorder> =>
  startRecorder(async (asked) => {
    const reply = (await admits(asked)) ? answer(asked) : { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }
    return { ...reply, headers: { ...reply.headers, ...headers } }
  })

const json = { 'Content-Type': 'application/json' }

const answer = (asked: Asked): ServerReply => {
  if (asked.path.split('?')[0] !== '/orders') return { status: 404 }
  if (asked.method === 'GET' || asked.method === 'HEAD') return { status: 200, headers: json, body: '[{"number":1}]' }
  if (asked.method !== 'POST') return { status: 405, headers: { Allow: 'GET, HEAD, POST' } }
  if (!/^application\/json/.test(headerOf(asked, 'Content-Type'))) return { status: 415 }
  return { status: isOrder(asked.body) ? 201 : 400 }
}

const isOrder = (text: string): boolean => {
  try {
    const order = JSON.parse(text) as { readonly number?: unknown } | null
    const number = order?.number
    return Number.isInteger(number) && (number as number) >= 1 && (number as number) <= 9999
  } catch {
    return false
  }
}
