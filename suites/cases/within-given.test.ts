import { describe, expect, test } from 'vitest'
import { isList, isObject, type JsonObject } from '../../core/json.ts'
import { type AskedJson, judgedJson, takingDocument } from '../../test/judged-json.ts'

const unsure = { 'x-assay-fair': { not: {} } }

const document = takingDocument('order', {
  type: 'object',
  required: ['lines'],
  properties: {
    lines: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        'x-assay-fixture': 'line',
        properties: {
          product: { type: 'string', 'x-assay-sample': 'AB-12' },
          cycle: { enum: [1, 2, 3], 'x-assay-fair': { enum: [1] } },
          price: { type: 'number', ...unsure },
          tags: { type: ['object', 'null'], properties: { owner: { type: ['string', 'null'] } } },
        },
      },
      'x-assay-fair': { maxItems: 1 },
    },
  },
})

const line = { product: 'my own', cycle: 1 }

/** What is told of a server that answers so to the first line of an order, where the user gave a line. */
const resultOf = async (answer: (line: JsonObject) => number) => {
  const asked: JsonObject[] = []
  const answered = ({ body }: AskedJson) => {
    const lines = isObject(body) && isList(body['lines']) ? body['lines'] : []
    const [first] = lines
    if (!lines.every(isObject) || !isObject(first)) return { status: 400 }
    asked.push(first)
    return { status: answer(first) }
  }
  const { requirements } = await judgedJson(document, answered, {
    fixtures: { line },
    only: ['till/order/response.204/status'],
  })
  return {
    asked,
    at: (verdict: string) =>
      requirements.filter((one) => one.verdict === verdict).map(({ findings: [first] }) => first?.message),
  }
}

describe('values within what the user gave whole', () => {
  test('are tried beside what was given, and are no trouble to a server that takes all', async () => {
    const { asked, at } = await resultOf(() => 204)
    expect([...at('fail'), ...at('warn')]).toEqual([])
    expect(asked).toContainEqual(line)
    expect(asked.some(({ product, price }) => product === line.product && price === 12.5)).toBe(true)
    expect(asked.some(({ cycle }) => cycle === 3)).toBe(true)
    expect(asked.some(({ tags }) => isObject(tags) && tags['owner'] === "O'Brien")).toBe(true)
    expect(asked.some(({ tags }) => tags === null)).toBe(true)
  })

  test.each<[string, (line: JsonObject) => number, string]>([
    [
      'more than two decimals are refused',
      ({ price }) => ((Number(price ?? 0) * 100) % 1 === 0 ? 204 : 400),
      'lines[]/price, three decimals, while other values of it are taken, is refused',
    ],
    [
      'one value of an enum is refused',
      ({ cycle }) => (cycle === 3 ? 400 : 204),
      'lines[]/cycle, 3, while other values of it are taken, is refused',
    ],
    [
      'an apostrophe is refused of a member that was not given',
      ({ tags }) => (isObject(tags) && String(tags['owner']).includes("'") ? 400 : 204),
      'lines[]/tags/owner, an apostrophe, while other values of it are taken, is refused',
    ],
    [
      'null is refused of an object whose members are taken',
      ({ tags }) => (tags === null ? 400 : 204),
      'lines[]/tags, null, while other values of it are taken, is refused',
    ],
  ])('are told of where %s', async (_, answer, message) => {
    const { at } = await resultOf(answer)
    expect(at('fail')).toEqual([])
    expect(at('warn')).toEqual([message])
  })

  test('say nothing of members of which no value is taken', async () => {
    const { at } = await resultOf(({ product, cycle, ...others }) => (Object.keys(others).length === 0 ? 204 : 400))
    expect([...at('fail'), ...at('warn')]).toEqual([])
  })
})
