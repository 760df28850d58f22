// A small contract that has something for every operator, and a service that keeps it, in memory.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import { isObject } from '../core/json.ts'
import type { Forward, Given, Sent } from '../core/layer.ts'

const document = `
openapi: 3.1.0
info: { title: Small shop, version: '1' }
x-assay-id: small-shop
security: [{ token: [] }]
paths:
  /orders:
    post:
      operationId: createOrder
      x-assay-creates: { what: order, at: /id }
      x-assay-errors:
        - { id: too-late, status: 409, code: TooLate, provoke: flow }
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/NewOrder' }
      responses:
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '400': { description: refused, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
        '401': { description: who }
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: '^[0-9]+$' } }]
      responses:
        '200': { description: found, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '404': { description: not found, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    NewOrder:
      type: object
      required: [reference, lines]
      properties:
        reference: { type: string, maxLength: 20, x-assay-unique: true }
        note: { type: [string, 'null'] }
        speed: { enum: [slow, fast] }
        card: { type: string, x-assay-hidden: true }
        lines: { type: array, minItems: 1, items: { $ref: '#/components/schemas/Line' } }
    Line:
      type: object
      required: [product, price]
      properties: { product: { type: string }, price: { type: number, minimum: 0 } }
    Order:
      type: object
      required: [id, reference, lines]
      properties:
        id: { type: string }
        reference: { type: string, maxLength: 20 }
        note: { type: [string, 'null'] }
        speed: { enum: [slow, fast] }
        at: { type: string, format: date-time }
        isOpen: { type: boolean }
        lines: { type: array, items: { $ref: '#/components/schemas/Line' } }
    Problem: { type: object, required: [title], properties: { title: { type: string } } }
`

export const smallShop = (): Promise<Contract> => {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-shop-')), 'openapi.yaml')
  writeFileSync(file, document)
  return loadContract(file)
}

export const sent = (method: string, path: string, body?: unknown, headers: Sent['headers'] = {}): Sent => ({
  method,
  path,
  headers: {
    authorization: 'Bearer right-token',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  },
  body: new TextEncoder().encode(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
})

export const order = {
  reference: 'order-of-today',
  note: "Größe <4 & 'more' 😀",
  speed: 'slow',
  card: '4111111111111111',
  lines: [
    { product: 'a', price: 1.25 },
    { product: 'b', price: 2 },
  ],
}

const given = (status: number, body: unknown, headers: Given['headers'] = {}): Given => ({
  kind: 'given',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: new TextEncoder().encode(JSON.stringify(body)),
})

export const bodyOf = ({ body }: Pick<Given, 'body'>): unknown => {
  const text = new TextDecoder().decode(body)
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A service with a memory of its own, and how many orders it has made. */
export const openShop = ({
  judge,
  operations,
}: Contract): { readonly forward: Forward; readonly made: () => number } => {
  const orders = new Map<string, object>()
  const schema = operations.find(({ id }) => id === 'createOrder')?.body?.schema ?? ''
  const forward: Forward = async ({ method, path, headers, body }) => {
    if (headers['authorization'] !== 'Bearer right-token')
      return given(401, { title: 'Who are you?' }, { 'www-authenticate': 'Bearer' })
    if (path === '/orders' && method !== 'POST') return given(405, { title: 'Only POST.' }, { allow: 'POST' })
    if (path === '/orders') {
      const value = bodyOf({ body })
      if (headers['content-type'] !== 'application/json') return given(415, { title: 'Only JSON.' })
      if (!isObject(value) || judge('strict', schema, value).length > 0) return given(400, { title: 'No.' })
      if (value['reference'] === 'late') return given(409, { title: 'TooLate' })
      const { card: _, ...kept } = value
      const id = String(1001 + orders.size)
      const made = { id, ...kept, at: `2026-01-0${1 + orders.size}T10:00:00+01:00`, isOpen: true }
      orders.set(id, made)
      return given(201, made, { location: `/orders/${id}` })
    }
    const found = orders.get(path.slice('/orders/'.length))
    return found ? given(200, found) : given(404, { title: 'There is none.' })
  }
  return { forward, made: () => orders.size }
}
