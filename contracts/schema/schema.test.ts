import { expect, test } from 'vitest'
import type { Json } from '../../core/json.ts'
import { allowsType, asSchema, numberAt, propertiesOf, requiredOf, type Schema, typesOf } from './schema.ts'

test.each<[Json | undefined, Schema]>([
  [true, {}],
  [false, { not: {} }],
  [undefined, {}],
  [{ type: 'string' }, { type: 'string' }],
])('%j as a schema is %j', (value, schema) => {
  expect(asSchema(value)).toEqual(schema)
})

test.each<[Schema, string, boolean]>([
  [{}, 'string', true],
  [{ type: 'string' }, 'string', true],
  [{ type: ['string', 'null'] }, 'null', true],
  [{ type: 'number' }, 'integer', true],
  [{ type: 'integer' }, 'number', false],
  [{ type: [] }, 'string', false],
])('%j allows %s: %s', (schema, type, expected) => {
  expect(allowsType(schema, type)).toBe(expected)
})

test('what a schema says is read by its type, and nothing where it says nothing', () => {
  const schema = { type: 'object', required: ['a'], properties: { a: true, b: { type: 'string' } }, minProperties: 1 }
  expect([typesOf(schema), requiredOf(schema), propertiesOf(schema), numberAt(schema, 'minProperties')]).toEqual([
    ['object'],
    ['a'],
    { a: {}, b: { type: 'string' } },
    1,
  ])
  expect([typesOf({}), requiredOf({}), propertiesOf({}), numberAt({}, 'minProperties')]).toEqual([
    undefined,
    [],
    {},
    undefined,
  ])
  expect(numberAt({ exclusiveMinimum: true }, 'exclusiveMinimum')).toBeUndefined()
})
