// A list of values for one fixture: all are tried, drawn together, and none of them is blamed on a contract that says nothing of it.
import { describe, expect, test } from 'vitest'
import { isObject } from '../core/json.ts'
import { type AskedJson, judgedJson, takingDocument } from './judged-json.ts'

const document = takingDocument('order', {
  type: 'object',
  required: ['lines', 'shop'],
  properties: {
    shop: { type: 'integer', minimum: 1, 'x-assay-fixture': 'shop' },
    lines: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['product', 'count'],
        properties: {
          product: { type: 'string', minLength: 1, 'x-assay-fixture': 'product' },
          count: { type: 'integer', minimum: 1 },
        },
      },
    },
  },
})

const products = ['chair', 'table']

type Body = { readonly shop: unknown; readonly lines: readonly { readonly product: unknown }[] }

const isFine = (body: unknown): body is Body =>
  isObject(body) &&
  Number.isInteger(body['shop']) &&
  Array.isArray(body['lines']) &&
  body['lines'].length > 0 &&
  body['lines'].every(
    (line) =>
      isObject(line) &&
      typeof line['product'] === 'string' &&
      Number.isInteger(line['count']) &&
      Number(line['count']) > 0,
  )

const resultOf = async (answer: (body: Body) => number) => {
  const asked: Body[] = []
  const answered = ({ body }: AskedJson) => {
    if (!isFine(body)) return { status: 400 }
    asked.push(body)
    return { status: answer(body) }
  }
  const { requirements, errors } = await judgedJson(document, answered, {
    fixtures: { shop: 7, product: 'chair' },
    only: ['response.204/status', 'request/shop/type', 'request/lines[]/product/type'].map((id) => `till/order/${id}`),
    fixturePools: { shop: [8], product: ['table', 'lamp'] },
  })
  const blamed = (verdict: string) =>
    requirements.filter((one) => one.verdict === verdict).map(({ id }) => id.replace('till/order/', ''))
  const productsOf = ({ lines }: Body) => lines.map(({ product }) => product)
  return { asked, errors, blamed, together: new Set(asked.map((body) => new Set(productsOf(body)).size)) }
}

describe('a list of values for a fixture', () => {
  test('is drawn from, several of it in one request', async () => {
    const { asked, errors, blamed, together } = await resultOf(() => 204)
    expect([errors, blamed('fail'), blamed('warn')]).toEqual([[], [], []])
    expect(new Set(asked.map(({ shop }) => shop))).toEqual(new Set([7, 8]))
    expect(together.has(2)).toBe(true)
  })

  test('warns of one that is refused, and goes on without it', async () => {
    const isKnown = ({ lines }: Body) => lines.every(({ product }) => products.includes(String(product)))
    const { blamed, together } = await resultOf((body) => (isKnown(body) ? 204 : 400))
    expect([blamed('fail'), blamed('warn')]).toEqual([[], ['request/lines[]/product/type']])
    expect(together.has(2)).toBe(true)
  })

  test('shows a server that takes no two of them in one request', async () => {
    const { blamed } = await resultOf(({ lines }) =>
      new Set(lines.map(({ product }) => product)).size > 1 ? 400 : 204,
    )
    expect([...blamed('fail'), ...blamed('warn')]).not.toEqual([])
  })
})
