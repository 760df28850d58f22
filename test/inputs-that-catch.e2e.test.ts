// What each kind of input is for: a service that errs at those requests alone that one kind of input makes is told of; with
// that kind taken out of the generators, nothing sends these requests.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { Json } from '../core/json.ts'
import type { Report } from '../core/report.ts'
import type { MalformedForm } from '../generators/malformed/form.ts'
import type { WireForm } from '../suites/cases/wire-forms.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import { type Asked, type Recorder, type ServerReply, startRecorder } from './servers/recorder.ts'

/** Kinds of input that are taken out of the generators while a run lasts. */
const out = vi.hoisted(() => new Set<string>())
/** The kind of each malformed body that was made. */
const kindsOf = vi.hoisted(() => new Map<string, string>())
/** The list without what is taken out, whenever it is read. */
const without = vi.hoisted(
  () =>
    <T extends object>(all: readonly T[], nameOf: (one: T) => string): readonly T[] =>
      new Proxy(all, {
        get: (_, key) => {
          const left = all.filter((one) => !out.has(nameOf(one)))
          const value = Reflect.get(left, key) as unknown
          return typeof value === 'function' ? value.bind(left) : value
        },
      }),
)

vi.mock('../generators/classes.ts', async (original) => {
  const real = await original<typeof import('../generators/classes.ts')>()
  return {
    ...real,
    classesOf: (...given: Parameters<typeof real.classesOf>) =>
      real.classesOf(...given).filter(({ name }) => !out.has(`value: ${name}`)),
  }
})

vi.mock('../generators/malformed/json.ts', async (original) => {
  const real = await original<typeof import('../generators/malformed/json.ts')>()
  const kindOf = ({ what }: MalformedForm): string => `no JSON: ${what}`
  const marked = real.malformedJson.map(
    (form): MalformedForm => ({
      ...form,
      change: (text) => {
        const changed = form.change(text)
        if (changed !== undefined) kindsOf.set(changed, kindOf(form))
        return changed
      },
    }),
  )
  return { ...real, malformedJson: without(marked, kindOf) }
})

vi.mock('../target/auth/near-misses.ts', async (original) => {
  const real = await original<typeof import('../target/auth/near-misses.ts')>()
  return {
    ...real,
    nearMisses: (token: string) => real.nearMisses(token).filter(({ what }) => !out.has(`credentials: ${what}`)),
  }
})

vi.mock('../suites/cases/wire-forms.ts', async (original) => {
  const real = await original<typeof import('../suites/cases/wire-forms.ts')>()
  const kindOf = ({ what }: WireForm): string => `form: ${what}`
  const marked = (forms: readonly WireForm[]): readonly WireForm[] =>
    without(
      forms.map(
        (form): WireForm => ({
          ...form,
          change: (call) => {
            const changed = form.change(call)
            const mark = [changed.parameters['header.X-Forms'] ?? [], kindOf(form)].flat().join(' | ')
            return { ...changed, parameters: { ...changed.parameters, 'header.X-Forms': mark } }
          },
        }),
      ),
      kindOf,
    )
  return {
    ...real,
    messageForms: marked(real.messageForms),
    acceptForms: marked(real.acceptForms),
    jsonForms: marked(real.jsonForms),
  }
})

const document = `
openapi: 3.1.0
info: { title: Wide shop, version: '1' }
x-assay-id: wide-shop
security: [{ token: [] }]
paths:
  /orders:
    post:
      operationId: createOrder
      x-assay-creates: { what: order, at: /id }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }
      responses:
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Made' } } } }
        '400': { description: refused, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
        '401': { description: who }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    Order:
      type: object
      required: [reference, lines]
      properties:
        reference: { type: string, maxLength: 60, x-assay-unique: true }
        note: { type: [string, 'null'] }
        comment: { type: string, maxLength: 2000 }
        label: { type: string, maxLength: 30 }
        email: { type: string }
        phone: { type: string }
        wantedAt: { type: string, format: date-time }
        speed: { enum: [slow, fast] }
        isGift: { type: boolean }
        priority: { type: integer }
        lines: { type: array, minItems: 1, items: { $ref: '#/components/schemas/Line' } }
    Line:
      type: object
      required: [product, quantity, price]
      properties:
        product: { type: string, minLength: 1 }
        quantity: { type: integer, minimum: 0 }
        price: { type: number }
    Made: { type: object, required: [id], properties: { id: { type: string } } }
    Problem: { type: object, required: [title], properties: { title: { type: string } } }
`

let contract: Contract
let file: string

const json = (status: number, body: object, headers: ServerReply['headers'] = {}): ServerReply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** Bytes that are no UTF-8 stand as U+FFFD in what is recorded. */
const jsonOf = (body: string): unknown => {
  try {
    return body.includes('\u{fffd}') ? undefined : JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Keeps the contract. */
const right = ({ method, headers, body }: Asked, made: () => string): ServerReply => {
  const header = (name: string): string | undefined => headers.find(([one]) => one.toLowerCase() === name)?.[1]
  if (header('authorization')?.replace(/^bearer /i, 'Bearer ') !== `Bearer ${token}`)
    return json(401, { title: 'Who are you?' }, { 'www-authenticate': 'Bearer' })
  if (method !== 'POST') return json(405, { title: 'Only POST.' }, { allow: 'POST' })
  if (!/^application\/json\s*(;|$)/i.test(header('content-type') ?? '')) return json(415, { title: 'Only JSON.' })
  const value = jsonOf(body)
  const [operation] = contract.operations
  if (value === undefined || contract.judge('strict', operation?.body?.schema ?? '', value).length > 0)
    return json(400, { title: 'No.' })
  return json(201, { id: made() })
}

/** Takes what is right to refuse, and stumbles at what is right to take. */
const wrong = (reply: ServerReply, made: () => string): ServerReply =>
  reply.status < 300 ? { status: 500, body: 'Oops' } : json(201, { id: made() })

type Ran = { readonly report: Report; readonly hits: number; readonly requests: number }

/** Runs the contract against a service that errs at one kind of input. */
const runWith = async (isOfKind: (asked: Asked) => boolean = () => false): Promise<Ran> => {
  let count = 0
  let hits = 0
  const made = (): string => {
    count += 1
    return `order-${count}`
  }
  const server: Recorder = await startRecorder((asked) => {
    const reply = right(asked, made)
    if (!isOfKind(asked)) return reply
    hits += 1
    return wrong(reply, made)
  })
  const target = { baseUrl: server.baseUrl, token, headers: {}, timeoutMs: 10_000, concurrency: 8 }
  const report = await reportOn(specFor(file, target), contract)
  await server.close()
  return { report, hits, requests: server.asked().length }
}

/** Every value within. */
const within = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(within) : [value]

const isOf =
  (kind: string, value?: Json) =>
  ({ headers, body }: Asked): boolean =>
    value === undefined
      ? headers.some(([name, text]) => name.toLowerCase() === 'authorization' && near.get(text) === kind) ||
        kindsOf.get(body) === kind ||
        headers.some(([name, text]) => name.toLowerCase() === 'x-forms' && text.split(' | ').includes(kind))
      : within(jsonOf(body)).includes(value)

/** What fails or warns, with its verdict, and faults of our own. */
const troubled = ({ contracts }: Report): ReadonlyMap<string, string> =>
  new Map(
    (contracts[0]?.requirements ?? [])
      .filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict))
      .map(({ id, verdict }) => [id.replace('wide-shop/', ''), verdict]),
  )

beforeAll(async () => {
  file = join(mkdtempSync(join(tmpdir(), 'assay-wide-shop-')), 'openapi.yaml')
  writeFileSync(file, document)
  contract = await loadContract(file)
})

test('nothing is broken where the service errs at nothing', async () => {
  const { report, requests } = await runWith()
  expect([...troubled(report)]).toEqual([])
  expect(requests).toBeGreaterThan(100)
})

const [classes, malformed, forms, credentials] = await Promise.all([
  vi.importActual<typeof import('../generators/classes.ts')>('../generators/classes.ts'),
  vi.importActual<typeof import('../generators/malformed/json.ts')>('../generators/malformed/json.ts'),
  vi.importActual<typeof import('../suites/cases/wire-forms.ts')>('../suites/cases/wire-forms.ts'),
  vi.importActual<typeof import('../target/auth/near-misses.ts')>('../target/auth/near-misses.ts'),
])
const { textClasses, numberClasses, integerClasses, dateClasses } = classes
const token = 'right-token'
const near = new Map(
  credentials.nearMisses(token).map(({ what, authorization }) => [authorization, `credentials: ${what}`]),
)
const values = [...textClasses, ...numberClasses, ...integerClasses.slice(1), ...dateClasses]

const kinds: readonly { readonly kind: string; readonly value?: Json }[] = [
  ...values.map(({ name, value }) => ({ kind: `value: ${name}`, value })),
  ...malformed.malformedJson.map(({ what }) => ({ kind: `no JSON: ${what}` })),
  ...[...near.values()].map((kind) => ({ kind })),
  ...[...forms.messageForms, ...forms.acceptForms, ...forms.jsonForms].map(({ what }) => ({ kind: `form: ${what}` })),
]

const rows: string[] = []

test.each(kinds)('$kind', async ({ kind, value }) => {
  const errsAt = isOf(kind, value)
  const troubles = troubled((await runWith(errsAt)).report)
  out.add(kind)
  const without = troubled((await runWith(errsAt)).report)
  out.clear()
  const [[place = '', verdict = ''] = [], ...more] = troubles
  expect(verdict).toMatch(/^(fail|warn)$/)
  expect(without.size).toBeLessThan(troubles.size + 1)
  const others = more.length > 0 ? ` and ${more.length} more` : ''
  const left = without.size === 0 ? 'passes' : `told of at ${without.size} of these`
  rows.push(`| ${kind.replace(': ', ' | ')} | ${verdict} | \`${place}\`${others} | ${left} |\n`)
})

const head = `# Kinds of input, and what each is for

A test makes this table. For each row it runs a small order API that errs at this kind of input alone: it crashes at a value
or a form that is fair, takes a body that is none, lets a wrong token in. The table says how a report tells of it, and where.
Then the kind is taken out of what is sent, and the last column says what becomes of the same faulty API: where it passes,
nothing else would have found the fault.

| Kind | Input | Told | At | Without this input the faulty API |
| --- | --- | --- | --- | --- |
`

test('the page about inputs has them all', async () => {
  expect(rows.filter((row) => row.includes('| passes |')).length).toBeGreaterThan(0.9 * kinds.length)
  await expect(`${head}${rows.join('')}`).toMatchFileSnapshot('../docs/inputs.md')
})
