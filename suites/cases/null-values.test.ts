import { expect, test } from 'vitest'
import { isObject, type JsonObject } from '../../core/json.ts'
import { judgedJson, takingDocument } from '../../test/judged-json.ts'

const document = takingDocument('order', {
  type: 'object',
  required: ['no'],
  properties: {
    no: { type: 'integer' },
    shop: { type: ['integer', 'null'], 'x-assay-fixture': 'shop' },
    paid: { type: ['string', 'null'], format: 'date-time' },
    sum: { type: 'number' },
  },
})

const toldOf = async (status: (order: JsonObject) => number) => {
  const { requirements } = await judgedJson(document, ({ body }) => ({ status: isObject(body) ? status(body) : 400 }), {
    fixtures: { shop: 3 },
    only: ['till/order/request/*/type'],
  })
  return requirements.flatMap(({ verdict, findings }) =>
    verdict === 'pass' || verdict === 'untested' ? [] : findings.map(({ message }) => `${verdict}: ${message}`),
  )
}

const isNull = (value: unknown): boolean => value === null

test.each<[string, (order: JsonObject) => number, readonly string[]]>([
  ['that is taken', () => 204, []],
  ['that a member refuses', ({ paid }) => (isNull(paid) ? 400 : 204), []],
  ['that breaks the target', ({ paid }) => (isNull(paid) ? 500 : 204), ['fail: paid, null, is answered 500']],
  [
    'that breaks the target in place of what the user gave, beside one that is refused',
    ({ shop, paid }) => (isNull(paid) ? 400 : isNull(shop) ? 500 : 204),
    ['fail: shop, null, is answered 500'],
  ],
])('of null %s it is told where the target breaks', async (_, status, told) => {
  expect((await toldOf(status)).filter((one) => one.includes(', null,'))).toEqual(told)
})
