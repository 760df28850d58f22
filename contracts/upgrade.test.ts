import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../core/json.ts'
import { upgrade } from './upgrade.ts'

describe('a schema of OpenAPI 3.0', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['nullable is a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['not nullable is as it is', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'a nullable enum holds null',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'a nullable enum that holds null keeps it',
      { type: 'string', enum: ['a', null], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'a nullable reference is a choice',
      { $ref: '#/components/schemas/A', nullable: true },
      { anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] },
    ],
    ['nullable without a type says nothing', { nullable: true, minLength: 1 }, { minLength: 1 }],
    ['an exclusive minimum is a number', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ['an exclusive maximum is a number', { maximum: 9, exclusiveMaximum: true }, { exclusiveMaximum: 9 }],
    ['a bound that is not exclusive stays', { minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    ['exclusive without a bound says nothing', { type: 'number', exclusiveMinimum: true }, { type: 'number' }],
    [
      'schemas are found wherever they stand',
      { type: 'array', items: { allOf: [{ properties: { a: { type: 'string', nullable: true } } }] } },
      { type: 'array', items: { allOf: [{ properties: { a: { type: ['string', 'null'] } } }] } },
    ],
    [
      'a member called nullable is a member',
      { properties: { nullable: { type: 'string', nullable: true }, exclusiveMinimum: { type: 'number' } } },
      { properties: { nullable: { type: ['string', 'null'] }, exclusiveMinimum: { type: 'number' } } },
    ],
  ])('%s', (_, schema, expected) => {
    const document = (inner: JsonObject) => ({ openapi: '3.0.3', components: { schemas: { A: inner } } })
    expect(upgrade(document(schema))).toEqual(document(expected))
  })
})

test('a document of OpenAPI 3.1 is as it is', () => {
  const document = { openapi: '3.1.0', components: { schemas: { A: { type: 'string', nullable: true } } } }
  expect(upgrade(document)).toBe(document)
})
