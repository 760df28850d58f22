import { expect, test } from 'vitest'
import { isList, isObject } from '../../core/json.ts'
import { judgedJson } from '../../test/judged-json.ts'

const line = { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } }
const document = {
  openapi: '3.1.0',
  info: { title: 'Till', version: '1' },
  'x-assay-refusal': { schema: { status: [400] } },
  paths: {
    '/orders': {
      post: {
        operationId: 'order',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['lines'],
                properties: { lines: { type: 'array', minItems: 1, items: line } },
              },
            },
          },
        },
        responses: { '204': { description: 'taken' } },
      },
    },
  },
}

test('a finding says in which element the rule was broken', { timeout: 90_000 }, async () => {
  const { requirements } = await judgedJson(document, ({ body }) => {
    const lines = isObject(body) ? body['lines'] : undefined
    const [first] = isList(lines) ? lines : []
    return { status: isObject(first) && typeof first['sku'] === 'string' ? 204 : 400, body: '' }
  })
  const found = requirements.find(({ id }) => id.endsWith('/order/request/lines[]/sku/type'))
  const [finding] = found?.findings ?? []
  expect(found?.verdict).toBe('fail')
  const [, index] = /^lines\[(\d+)\]\/sku: .* is accepted$/.exec(finding?.message ?? '') ?? []
  expect(Number(index)).toBeGreaterThan(0)
  expect(finding?.sent).toBe(`/lines/${index}/sku`)
})
