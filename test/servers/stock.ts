// A small API that only knows what exists: every id that nobody gave it is answered 404. Its document, as most are, says
// nothing of which exist, and names no operations.
import type { Asked, Recorder, ServerReply } from './recorder.ts'
import { startRecorder } from './recorder.ts'

/** The contract, as OpenAPI. */
export const stockDocument = `openapi: 3.1.0
info: { title: Stock, version: '1' }
paths:
  /items:
    get:
      responses:
        '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Item' } } } } }
    post:
      requestBody: { $ref: '#/components/requestBodies/Item' }
      responses:
        '201': { description: added, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
        '400': { description: no item }
  /items/{itemId}:
    parameters: [{ name: itemId, in: path, required: true, schema: { type: integer, minimum: 1 } }]
    get:
      responses:
        '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
        '404': { description: none }
    put:
      requestBody: { $ref: '#/components/requestBodies/Item' }
      responses:
        '200': { description: changed, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
        '400': { description: no item }
        '404': { description: none }
  /drafts/{draftId}:
    delete:
      parameters: [{ name: draftId, in: path, required: true, schema: { type: string, minLength: 1 } }]
      responses:
        '204': { description: removed }
        '404': { description: none }
  /shelves/{shelf}/doors:
    post:
      parameters: [{ name: shelf, in: path, required: true, schema: { type: string } }]
      responses:
        '404': { description: none }
components:
  requestBodies:
    Item: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
  schemas:
    Item:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1, maxLength: 40 }
        count: { type: integer, minimum: 0, maximum: 1000 }
        supplierId: { type: integer, minimum: 1 }
`

/** What exists there, as a run is told of it. */
export const stockFixtures = { 'path.itemId': '7', 'path.draftId': 'first', 'body.supplierId': '21', 'path.shelf': 'a' }

export type StockFault = 'counts-too-far' | 'refuses-items' | 'loses-item'

/** Keeps the document, but for one fault. */
export const startStock = async (fault?: StockFault): Promise<Recorder> => {
  const drafts = new Set(['first'])
  return startRecorder(async (asked) => answer(asked, { drafts, has: (one) => one === fault }))
}

type Stock = { readonly drafts: Set<string>; readonly has: (fault: StockFault) => boolean }

const json = (status: number, body: unknown): ServerReply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

const none = json(404, { error: 'not found' })

const answer = ({ method, path, body, headers }: Asked, stock: Stock): ServerReply => {
  const [, kind, id, ...rest] = path.split('?')[0]?.split('/') ?? []
  if (kind === 'items' && id === undefined) return method === 'POST' ? put(body, headers, 201, stock) : list(method)
  if (kind === 'items' && rest.length === 0) return item(id ?? '', { method, body, headers }, stock)
  if (kind !== 'drafts' || id === undefined) return none
  if (method !== 'DELETE') return json(405, {})
  return stock.drafts.delete(id) ? { status: 204 } : none
}

const known = { name: 'Lamp', count: 3 }

const list = (method: string): ServerReply =>
  method === 'GET' || method === 'HEAD' ? json(200, [known]) : json(405, {})

const item = (
  id: string,
  { method, body, headers }: Pick<Asked, 'method' | 'body' | 'headers'>,
  stock: Stock,
): ServerReply => {
  if (!/^\d+$/.test(id)) return none
  if (method !== 'GET' && method !== 'HEAD' && method !== 'PUT') return json(405, {})
  if (id !== '7' || stock.has('loses-item')) return none
  return method === 'PUT' ? put(body, headers, 200, stock) : json(200, known)
}

const put = (text: string, headers: Asked['headers'], status: number, { has }: Stock): ServerReply => {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const value = type.startsWith('application/json') ? parsed(text) : undefined
  if (!isItem(value, has)) return json(400, { error: 'no item' })
  return value.supplierId === undefined || value.supplierId === 21 ? json(status, value) : none
}

type Item = { readonly name: string; readonly count?: number; readonly supplierId?: number }

const isItem = (value: unknown, has: Stock['has']): value is Item => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { name, count, supplierId } = value as Readonly<Record<string, unknown>>
  const most = has('counts-too-far') ? 100_000 : 1_000
  return (
    typeof name === 'string' &&
    name.length > 0 &&
    [...name].length <= (has('refuses-items') ? 5 : 40) &&
    (count === undefined || (Number.isInteger(count) && Number(count) >= 0 && Number(count) <= most)) &&
    (supplierId === undefined || (Number.isInteger(supplierId) && Number(supplierId) >= 1))
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
