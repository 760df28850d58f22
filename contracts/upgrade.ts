import { isList, isObject, type Json, type JsonObject } from '../core/json.ts'

/** An OpenAPI 3.0 document with its schemas written as OpenAPI 3.1 writes them; a 3.1 document as it is. */
export const upgrade = (document: JsonObject): JsonObject =>
  String(document['openapi']).startsWith('3.0') ? walkObject(document) : document

const walk = (value: Json): Json => {
  if (isList(value)) return value.map((element) => walk(element))
  return isObject(value) ? walkObject(value) : value
}

const walkObject = (value: JsonObject): JsonObject => {
  const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]))
  return nullable(exclusive(copy))
}

const exclusive = (schema: Record<string, Json>): Record<string, Json> => {
  const copy = { ...schema }
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof copy[flag] !== 'boolean') continue
    const isExclusive = copy[flag]
    delete copy[flag]
    if (!isExclusive || copy[bound] === undefined) continue
    copy[flag] = copy[bound]
    delete copy[bound]
  }
  return copy
}

const nullable = ({ nullable: isNullable, ...schema }: Record<string, Json>): JsonObject => {
  if (typeof isNullable !== 'boolean') return isNullable === undefined ? schema : { ...schema, nullable: isNullable }
  if (!isNullable) return schema
  if (typeof schema['type'] !== 'string') return schema['$ref'] ? { anyOf: [schema, { type: 'null' }] } : schema
  const values = schema['enum']
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(isList(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  }
}
