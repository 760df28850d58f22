import { isList, isObject, type Json, type JsonObject } from '../core/json.ts'

/**
 * A document of others with a fixture at each value that is likely to name something: what a path leads to, and the ids
 * of other things. It says nothing of which exist, so a refusal of a made-up one proves nothing.
 */
export const withNamedValues = (document: JsonObject): JsonObject => walkObject(document)

const walk = (value: Json): Json => {
  if (isList(value)) return value.map((element) => walk(element))
  return isObject(value) ? walkObject(value) : value
}

const walkObject = (value: JsonObject): JsonObject => {
  const copy = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, values.includes(name) ? member : walk(member)]),
  )
  return isParameter(copy) ? parameter(copy) : withProperties(copy)
}

/** What stands there is a value, and no part of the document. */
const values: readonly string[] = ['example', 'examples', 'default', 'enum', 'const']

type Parameter = JsonObject & { readonly in: string; readonly name: string; readonly schema: JsonObject }

const isParameter = (value: JsonObject): value is Parameter =>
  typeof value['in'] === 'string' &&
  places.includes(value['in']) &&
  typeof value['name'] === 'string' &&
  isObject(value['schema'])

const places: readonly string[] = ['path', 'query', 'header']

const parameter = (one: Parameter): JsonObject =>
  one.in === 'path' || isId(one.name) ? { ...one, schema: named(one.schema, `${one.in}.${one.name}`) } : one

const withProperties = (schema: JsonObject): JsonObject => {
  const { properties } = schema
  if (!isObject(properties)) return schema
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        isId(name) && isObject(property) ? named(property, `body.${name}`) : property,
      ]),
    ),
  }
}

/** Where the document says itself which values there are, none is made up. */
const named = (schema: JsonObject, fixture: string): JsonObject =>
  stating.some((keyword) => keyword in schema) || isCompound(schema)
    ? schema
    : { ...schema, 'x-assay-fixture': fixture }

const stating: readonly string[] = ['enum', 'const', 'default', 'x-assay-fixture', 'x-assay-sample', 'properties']

const isCompound = ({ type }: JsonObject): boolean => type === 'object' || type === 'array' || type === 'boolean'

/** `customerId`, `customer_id`, `customer-uuid`; a mere `id` may be one that the client gives. */
const isId = (name: string): boolean => /[a-z0-9](?:Id|ID|Uuid|UUID|Guid)$|[_-](?:id|uuid|guid)$/.test(name)
