import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { isObject, type JsonObject } from '../core/json.ts'
import { type AskedJson, judgedJson } from '../test/judged-json.ts'

const content = (schema: JsonObject) => ({ content: { 'application/json': { schema } } })

/** `token` is left out of plain requests, as one of several ways to pay is; a line is given whole by who runs it. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Till', version: '1' },
  'x-assay-refusal': { schema: { status: [400] } },
  paths: {
    '/payments': {
      post: {
        operationId: 'pay',
        parameters: [{ name: 'Shop', in: 'header', schema: { type: 'string', pattern: '^[a-z]+$' } }],
        requestBody: {
          required: true,
          ...content({
            type: 'object',
            required: ['amount'],
            properties: {
              amount: { type: 'integer', minimum: 1 },
              token: { type: 'string', maxLength: 5, 'x-assay-drawn': 'never' },
              card: {
                type: 'object',
                'x-assay-drawn': 'never',
                required: ['holder'],
                properties: { holder: { type: 'string', minLength: 1 } },
              },
              line: {
                type: 'object',
                'x-assay-fixture': 'line',
                properties: { sku: { type: 'string' }, scope: { type: 'string', maxLength: 5 } },
              },
            },
          }),
        },
        responses: { '200': { description: 'paid', ...content({ type: 'object', properties: { id: {} } }) } },
      },
    },
  },
}

type Body = { readonly [member: string]: unknown }
type Asked = { readonly body: Body; readonly headers: IncomingHttpHeaders }

const isText = (value: unknown, most: number): boolean =>
  value === undefined || (typeof value === 'string' && [...value].length <= most)
const scopeOf = ({ line }: Body): unknown => (isObject(line) ? line['scope'] : undefined)

/** Each rule of the document as a server of its own would keep it. */
const rules: Readonly<Record<string, (asked: Asked) => boolean>> = {
  amount: ({ body }) => Number.isInteger(body['amount']) && Number(body['amount']) >= 1,
  token: ({ body }) => isText(body['token'], 5),
  scope: ({ body }) => isText(scopeOf(body), 5),
  card: ({ body: { card } }) =>
    card === undefined || (isObject(card) && typeof card['holder'] === 'string' && card['holder'] !== ''),
  line: ({ body: { line } }) => line === undefined || (isObject(line) && isText(line['sku'], 99)),
  shop: ({ headers }) => headers['shop'] === undefined || /^[a-z]+$/.test(String(headers['shop'])),
}

type Change = Readonly<Record<string, (asked: Asked) => boolean>>

/** What becomes of some requirements at a server with some of the rules changed, and what it was asked. */
const verdictsOf = async (change: Change, requirements: readonly string[], labelled?: string) => {
  const asked: Body[] = []
  const answered = ({ body, headers }: AskedJson) => {
    if (!isObject(body)) return { status: 400, body: '{}' }
    asked.push(body)
    const isTaken = Object.values({ ...rules, ...change }).every((rule) => rule({ body, headers }))
    const isLabelled = isTaken && 'token' in body && labelled !== undefined
    return { status: isTaken ? 200 : 400, body: '{}', ...(isLabelled ? { type: labelled } : {}) }
  }
  const { requirements: all, errors } = await judgedJson(document, answered, {
    fixtures: { line: { sku: 'a' } },
    only: ['till/pay/request/**', 'till/pay/response.200/content-type'],
  })
  return {
    asked,
    errors,
    content: all
      .filter(({ id }) => id.endsWith('/content-type'))
      .flatMap(({ findings }) => findings.map(({ exchange, replay }) => [exchange, replay])),
    failing: all.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id),
    verdicts: requirements.map((name) => {
      const found = all.find(({ id }) => id.endsWith(`/pay/request/${name}`))
      return [found?.verdict, found?.reason, (found?.observed ?? 0) > 0]
    }),
  }
}

const kept = ['pass', undefined, true]
const unheld = (place: string) => [
  'inconclusive',
  `no accepted request held ${place}: a valid one that holds it was tried, and it answers 400 "{}"`,
  false,
]

describe('a rule of a member that no plain request holds', { timeout: 90_000 }, () => {
  const members = [
    'token/type',
    'token/maxLength',
    'line/scope/maxLength',
    'card/holder/required',
    'card/holder/minLength',
  ]

  test('is kept where the same request without the flaw is taken', async () => {
    const { asked, errors, failing, verdicts } = await verdictsOf({}, members)
    expect({ errors, failing, verdicts }).toEqual({ errors: [], failing: [], verdicts: members.map(() => kept) })
    const tokens = asked.filter((body) => 'token' in body)
    const [twin, ...others] = tokens.filter((body) => rules['token']?.({ body, headers: {} }))
    // One request for all rules of a member; those that break them are the same but for the flaw, and so amid all members.
    expect(others).toEqual([])
    const full = { ...twin, line: { sku: 'a' } }
    const unflawed = tokens.map((body) => ({ ...body, token: twin?.['token'] }))
    expect(unflawed.filter((body) => !('line' in body))).toEqual([twin, twin, twin])
    expect(unflawed.filter((body) => 'line' in body)).toEqual([full, full, full, full, full, full])
    // Beside texts of rare kinds, there is one plain one.
    expect(asked.map(({ line }) => line).filter((line) => isObject(line) && line['scope'] === 'A1')).toEqual([
      { sku: 'a', scope: 'A1' },
    ])
  })

  test('is not kept by a target that refuses whatever holds the member', async () => {
    const refuses: Change = {
      token: ({ body }) => body['token'] === undefined,
      scope: ({ body }) => scopeOf(body) === undefined,
      card: ({ body }) => body['card'] === undefined,
    }
    const { failing, verdicts } = await verdictsOf(refuses, members)
    expect({ failing, verdicts }).toEqual({
      failing: [],
      verdicts: [unheld('token'), unheld('token'), unheld('line/scope'), unheld('card/holder'), unheld('card/holder')],
    })
  })

  test.each<[string, Change, readonly string[]]>([
    ['at all', { token: () => true, scope: () => true }, ['token/maxLength', 'line/scope/maxLength']],
    [
      'though it refuses what is valid',
      { token: ({ body }) => body['token'] === undefined || !isText(body['token'], 5) },
      ['token/maxLength'],
    ],
  ])('is broken by a target that does not look at it %s', async (_, change, broken) => {
    const { failing, verdicts } = await verdictsOf(change, broken)
    expect(verdicts.map(([verdict]) => verdict)).toEqual(broken.map(() => 'fail'))
    expect(failing).toEqual(expect.arrayContaining(broken.map((name) => expect.stringMatching(`${name}$`))))
  })
})

test('what is wrong with the answer to such a request is told, once', { timeout: 90_000 }, async () => {
  const { failing, content } = await verdictsOf({}, [], 'text/html')
  expect({ failing, content }).toEqual({
    failing: ['till/pay/response.200/content-type'],
    content: [['pay/valid/with/token#1', 'pay/violation/token/type']],
  })
})

describe('a rule of a parameter', { timeout: 90_000 }, () => {
  const pattern = ['header.Shop/pattern']

  test('is kept where a request with it was taken', async () => {
    expect((await verdictsOf({}, pattern)).verdicts).toEqual([kept])
  })

  test('is not kept by a target that refuses whoever sends it', async () => {
    const { verdicts } = await verdictsOf({ shop: ({ headers }) => headers['shop'] === undefined }, pattern)
    expect(verdicts).toEqual([unheld('header.Shop')])
  })

  test('is broken by a target that takes any', async () => {
    expect((await verdictsOf({ shop: () => true }, pattern)).verdicts.map(([verdict]) => verdict)).toEqual(['fail'])
  })
})
