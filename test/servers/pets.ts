// A small API of OpenAPI 3.0: a list of pets with query parameters of each style, and a way to add one. Faults are switches.
import type { Asked, Recorder, ServerReply } from './recorder.ts'
import { startRecorder } from './recorder.ts'

export const petsDocument = `openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    parameters:
      - { name: tenant, in: header, schema: { type: string, maxLength: 12 } }
    get:
      operationId: listPets
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }
        - { name: tags, in: query, explode: false, style: pipeDelimited, schema: { type: array, minItems: 2, maxItems: 2, items: { type: string, enum: [small, big] } } }
        - { name: where, in: query, style: deepObject, schema: { type: object, required: [kind], properties: { kind: { type: string, enum: [cat, dog] } } } }
        - { name: session, in: cookie, required: true, schema: { type: string, pattern: '^s-[0-9]{4}$' } }
      responses:
        '200': { description: pets, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
        4XX: { description: refused }
    post:
      operationId: addPet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses:
        '201': { description: added, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        4XX: { description: refused }
  /pets/search:
    post:
      operationId: searchPets
      requestBody:
        required: true
        content: { application/x-www-form-urlencoded: { schema: { type: object, required: [name], properties: { name: { type: string, minLength: 1, maxLength: 20 } } } } }
      responses:
        default: { description: found or not }
  /pets/photo:
    post:
      operationId: addPhoto
      requestBody:
        required: true
        content: { multipart/form-data: { schema: { type: object, properties: { photo: { type: string, format: binary } } } } }
      responses:
        '204': { description: taken }
components:
  schemas:
    Pet:
      type: object
      required: [id, name, kind]
      additionalProperties: false
      properties:
        id: { type: integer, readOnly: true }
        secret: { type: string, writeOnly: true, minLength: 3 }
        name: { type: string, minLength: 1, maxLength: 20 }
        kind: { type: string, enum: [cat, dog] }
        weight: { type: number, minimum: 0, exclusiveMinimum: true, maximum: 100, nullable: true }
        parent: { allOf: [{ $ref: '#/components/schemas/Pet' }], nullable: true }
`

export const petFaults = {
  'takes-long-names': 'addPet/request/name/maxLength',
  'takes-any-kind': 'addPet/request/kind/enum',
  'takes-weight-zero': 'addPet/request/weight/exclusiveMinimum',
  'replies-without-id': 'addPet/response.201/id/required',
  'takes-any-limit': 'listPets/request/query.limit/maximum',
  'takes-any-session': 'listPets/request/cookie.session/pattern',
  'takes-empty-searches': 'searchPets/request/name/required',
} as const

export type PetFault = keyof typeof petFaults

export const startPets = (fault?: PetFault): Promise<Recorder> =>
  startRecorder(async (asked) =>
    asked.path.startsWith('/pets') ? answer(asked, (one) => one === fault) : { status: 404 },
  )

type Has = (fault: PetFault) => boolean

const refused: ServerReply = { status: 400 }
const json = { 'Content-Type': 'application/json' }

const headerOf = ({ headers }: Asked, name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1]

const answer = (asked: Asked, has: Has): ServerReply => {
  const { method, path } = asked
  const url = new URL(path, 'http://pets.invalid')
  if (url.pathname === '/pets/search') return method === 'POST' ? search(asked, has) : { status: 405 }
  if (url.pathname !== '/pets') return { status: method === 'POST' ? 204 : 405 }
  if ((headerOf(asked, 'tenant') ?? '').length > 12) return refused
  if (method === 'GET' || method === 'HEAD') return list(asked, url.searchParams, has)
  return method === 'POST' ? add(asked, has) : { status: 405 }
}

const list = (asked: Asked, query: URLSearchParams, has: Has): ServerReply => {
  const limit = Number(query.get('limit') ?? 1)
  const tags = query.get('tags')?.split('|') ?? ['small', 'big']
  const isFine =
    Number.isInteger(limit) &&
    limit >= 1 &&
    (limit <= 50 || has('takes-any-limit')) &&
    tags.length === 2 &&
    tags.every((tag) => ['small', 'big'].includes(tag)) &&
    ![...query.keys()].some((name) => !['limit', 'tags', 'where[kind]'].includes(name)) &&
    ['cat', 'dog'].includes(query.get('where[kind]') ?? 'cat')
  const session = headerOf(asked, 'cookie') ?? ''
  if (!isFine || !(/^session=s-[0-9]{4}$/.test(session) || (session !== '' && has('takes-any-session')))) return refused
  return { status: 200, headers: json, body: '[{"id":1,"name":"Tom","kind":"cat"}]' }
}

const add = (asked: Asked, has: Has): ServerReply => {
  const pet = parsed(asked.body)
  if (!/^application\/json/.test(headerOf(asked, 'content-type') ?? '') || !isPet(pet, has)) return refused
  const { secret: _, parent: __, ...shown } = pet as Record<string, unknown>
  return { status: 201, headers: json, body: JSON.stringify(has('replies-without-id') ? shown : { id: 1, ...shown }) }
}

const search = (asked: Asked, has: Has): ServerReply => {
  const name = new URLSearchParams(asked.body).get('name')
  if (name === null) return has('takes-empty-searches') ? { status: 200 } : refused
  return name.length >= 1 && name.length <= 20 ? { status: 200 } : refused
}

const isPet = (value: unknown, has: Has): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { name, kind, weight, secret, parent, ...others } = value as Record<string, unknown>
  const lengthFits = (text: string, most: number) => text.length >= 1 && [...text].length <= most
  return (
    Object.keys(others).length === 0 &&
    typeof name === 'string' &&
    lengthFits(name, has('takes-long-names') ? 1_000 : 20) &&
    typeof kind === 'string' &&
    (has('takes-any-kind') || ['cat', 'dog'].includes(kind)) &&
    (weight === undefined || weight === null || isWeight(weight, has)) &&
    (secret === undefined || (typeof secret === 'string' && secret.length >= 3)) &&
    (parent === undefined || parent === null || isPet(parent, has))
  )
}

const isWeight = (weight: unknown, has: Has): boolean =>
  typeof weight === 'number' && weight <= 100 && (weight > 0 || (weight === 0 && has('takes-weight-zero')))

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
