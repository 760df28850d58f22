import { expect, test } from 'vitest'
import { isObject, type Json } from '../../core/json.ts'
import { judgedJson } from '../../test/judged-json.ts'

/** Plain requests hold the shop where it is `fair`, as a sample does; else the smallest is without it. */
const documentOf = (isFair: boolean) => ({
  openapi: '3.1.0',
  info: { title: 'Till', version: '1' },
  'x-assay-refusal': { schema: { status: [400] } },
  paths: {
    '/payments': {
      post: {
        operationId: 'pay',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['amount'],
                ...(isFair ? { 'x-assay-fair': { required: ['amount', 'shop'] } } : {}),
                properties: { amount: { type: 'integer' }, shop: { type: 'string', minLength: 1 } },
              },
            },
          },
        },
        responses: { '200': { description: 'paid' } },
      },
    },
  },
})

/** The verdict on leaving the shop out, by a server that takes a body as told. */
type Taking = (shop: Json | undefined, amount: number) => boolean

const verdictOf = async (isTaken: Taking, isFair = true) => {
  const { requirements } = await judgedJson(documentOf(isFair), ({ body }) => {
    const isWhole = isObject(body) && Number.isInteger(body['amount'])
    return { status: isWhole && isTaken(body['shop'], Number(body['amount'])) ? 200 : 400, body: '' }
  })
  const found = requirements.find(({ id }) => id.endsWith('/pay/request/shop/optional'))
  return [found?.verdict, found?.reason]
}

test('a member is blamed for a refusal where the same request with it is taken', { timeout: 90_000 }, async () => {
  expect(await verdictOf(() => true)).toEqual(['pass', undefined])
  expect(await verdictOf((shop) => shop !== undefined)).toEqual(['warn', undefined])

  // Of an amount that came without a shop no request is taken any more, with a shop or without.
  // The smallest request that is without it says nothing of its amount: that of the fullest may be the same.
  for (const isFair of [true, false]) {
    const refused = new Set<number>()
    let absences = isFair ? 1 : 0
    const byAmount = await verdictOf((shop, amount) => {
      if (shop === undefined && absences > 0) refused.add(amount)
      if (shop === undefined) absences += 1
      return shop !== undefined && !refused.has(amount)
    }, isFair)
    expect({ isFair, byAmount }).toEqual({
      isFair,
      byAmount: ['inconclusive', 'the same request with shop is refused too'],
    })
  }
})
