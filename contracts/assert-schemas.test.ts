import { describe, expect, test } from 'vitest'
import type { Json } from '../core/json.ts'
import { assertSchemas } from './assert-schemas.ts'

const documentWith = (schema: Json) => ({
  openapi: '3.1.0',
  paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema } } } } } },
  components: {
    schemas: { A: { type: 'string', example: { $ref: '#/nowhere' } }, Self: { $ref: '#/components/schemas/Self' } },
  },
})
const place = '/paths/~1a/post/requestBody/content/application~1json/schema'

describe('a schema that cannot be read is told with its place', () => {
  test.each<[string, Json, string]>([
    [
      'a type that is none',
      { type: 'text' },
      `${place}/type must be equal to one of the allowed values: array, boolean, integer, null, number, object, string`,
    ],
    ['a type below', { properties: { a: { minimum: '1' } } }, `${place}/properties/a/minimum must be number`],
    ['required that is no list', { required: true }, `${place}/required must be array`],
    [
      'a reference that leads nowhere',
      { items: { $ref: '#/components/schemas/B' } },
      `${place}/items refers to #/components/schemas/B, where there is nothing`,
    ],
    [
      'a reference to itself',
      { $ref: '#/components/schemas/Self' },
      `${place} refers to #/components/schemas/Self, which refers to itself and to nothing else`,
    ],
  ])('%s', (_, schema, line) => {
    expect(() => assertSchemas(documentWith(schema), 'a.yaml')).toThrow(
      `a.yaml has schemas that cannot be read:\n  ${line}`,
    )
  })
})

test('schemas that can be read are let through, whatever examples hold', () => {
  const { components, ...document } = documentWith({ $ref: '#/components/schemas/A' })
  expect(() =>
    assertSchemas({ ...document, components: { schemas: { A: components.schemas.A } } }, 'a.yaml'),
  ).not.toThrow()
})
