import { expect, test } from 'vitest'
import { isObject, type Json } from '../../core/json.ts'
import { judgedJson } from '../../test/judged-json.ts'

const document = {
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
                // Plain requests hold the shop, as a sample does.
                'x-assay-fair': { required: ['amount', 'shop'] },
                properties: { amount: { type: 'integer' }, shop: { type: 'string', minLength: 1 } },
              },
            },
          },
        },
        responses: { '200': { description: 'paid' } },
      },
    },
  },
}

/** The verdict on leaving the shop out, by a server that takes a body as told. */
const verdictOf = async (isTaken: (shop: Json | undefined, amount: number) => boolean) => {
  const { requirements } = await judgedJson(document, ({ body }) => {
    const isFair = isObject(body) && Number.isInteger(body['amount'])
    return { status: isFair && isTaken(body['shop'], Number(body['amount'])) ? 200 : 400, body: '' }
  })
  const found = requirements.find(({ id }) => id.endsWith('/pay/request/shop/optional'))
  return [found?.verdict, found?.reason]
}

test('a member is blamed for a refusal where the same request with it is taken', { timeout: 30_000 }, async () => {
  expect(await verdictOf(() => true)).toEqual(['pass', undefined])
  expect(await verdictOf((shop) => shop !== undefined)).toEqual(['warn', undefined])

  // Of these amounts no request is taken, with a shop or without.
  const refused = new Set<number>()
  const byAmount = await verdictOf((shop, amount) => {
    if (shop === undefined) refused.add(amount)
    return !refused.has(amount)
  })
  expect(byAmount).toEqual(['inconclusive', 'the same request with shop is refused too'])
})
