import { expect, test } from 'vitest'
import { isObject, type JsonObject } from '../core/json.ts'
import { judgedJson } from '../test/judged-json.ts'

/** What nobody promises to take: its values may have to exist. */
const mayExist: JsonObject = { type: 'integer', 'x-assay-fair': { not: {} } }

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
                properties: { amount: { type: 'integer', minimum: 1 }, profile: mayExist, price: mayExist },
              },
            },
          },
        },
        responses: { '200': { description: 'paid' } },
      },
    },
  },
}

/** What a server says of which only the value 1 exists, and which takes a profile as told. */
const judgedBy = async (isTaken: (body: JsonObject) => boolean) => {
  const { requirements } = await judgedJson(document, ({ body }) => {
    const isFair =
      isObject(body) &&
      Number.isInteger(body['amount']) &&
      Number(body['amount']) >= 1 &&
      ['profile', 'price'].every((name) => [undefined, 1].some((one) => one === body[name]))
    return { status: isObject(body) && isFair && isTaken(body) ? 200 : 400, body: '' }
  })
  const messages = requirements.flatMap(({ findings }) => findings.map(({ message }) => message))
  const verdictOf = (name: string) => {
    const found = requirements.find(({ id }) => id.endsWith(name))
    return [found?.verdict, ...(found?.reason === undefined ? [] : [found.reason])]
  }
  return { messages, verdictOf }
}

test('a value that is taken beside other fields, and refused without them, is told of', {
  timeout: 90_000,
}, async () => {
  const told = 'A request with profile is refused, while the same value is taken beside other fields'
  const whole = await judgedBy(() => true)
  expect(whole.verdictOf('pay/response.200/status')).toEqual(['pass'])
  expect(whole.verdictOf('pay/request/profile/type')).toEqual(['pass'])
  expect(whole.messages).not.toContain(told)

  const beside = await judgedBy((body) => body['profile'] === undefined || body['price'] !== undefined)
  expect(beside.verdictOf('pay/response.200/status')).toEqual(['warn'])
  expect(beside.messages).toContain(told)
  expect(beside.verdictOf('pay/request/profile/type')).toEqual([
    'untested',
    'a value of profile is taken beside other fields, and refused without them: no request breaks this rule alone',
  ])
})
