import { expect, test } from 'vitest'
import type { JsonObject } from '../core/json.ts'
import { withNamedValues } from './foreign.ts'

const document = (parameter: JsonObject, properties: JsonObject = {}): JsonObject => ({
  paths: {
    '/orders/{key}': {
      get: {
        parameters: [parameter],
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } },
      },
    },
  },
})

test.each([
  [{ in: 'path', name: 'key' }, 'path.key'],
  [{ in: 'query', name: 'customer_id' }, 'query.customer_id'],
  [{ in: 'header', name: 'tenantId' }, 'header.tenantId'],
])('%o is given by --fixture %s', (parameter, fixture) => {
  expect(withNamedValues(document({ ...parameter, schema: { type: 'string' } }))).toEqual(
    document({ ...parameter, schema: { type: 'string', 'x-assay-fixture': fixture } }),
  )
})

test('members that name other things are given too; what a client names itself is not', () => {
  const properties = { customerId: { type: 'integer' }, parent_uuid: { type: 'string' }, id: {}, paid: {}, valid: {} }
  expect(withNamedValues(document({}, properties))).toEqual(
    document(
      {},
      {
        ...properties,
        customerId: { type: 'integer', 'x-assay-fixture': 'body.customerId' },
        parent_uuid: { type: 'string', 'x-assay-fixture': 'body.parent_uuid' },
      },
    ),
  )
})

test.each([
  { type: 'string', enum: ['a'] },
  { type: 'integer', default: 1 },
  { const: 'me' },
  { type: 'string', 'x-assay-fixture': 'orderNo' },
])('what the document states itself is left: %o', (schema) => {
  const stated = document({ in: 'path', name: 'key', schema }, { orderId: schema })
  expect(withNamedValues(stated)).toEqual(stated)
})

test('a value is no part of the document', () => {
  const example = { example: { properties: { customerId: {} } } }
  expect(withNamedValues(document({}, { example }))).toEqual(document({}, { example }))
})

test('what only looks like a parameter is none', () => {
  const odd = document({ in: 'path', name: 'key' }, { in: { type: 'string' }, name: { type: 'string' } })
  expect(withNamedValues(odd)).toEqual(odd)
})
