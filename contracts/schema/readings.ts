import { at, fromPointer, isList, isObject, type Json, type JsonObject, objectOf } from '../../core/json.ts'
import { recordOf } from '../../core/record.ts'
import { annotation } from '../annotations.ts'
import { withNull } from './flatten.ts'
import { requiredOf, type Schema } from './schema.ts'

/**
 * One document, three ways to read it.
 *
 * `wide` is the plain schema: what some fair reading allows. `strict` adds every `x-assay-strict` fragment: what all
 * readings allow. `fair` adds `x-assay-fair` too: what any fair server takes; valid requests are drawn from it.
 */
export type Reading = 'wide' | 'strict' | 'fair'

export const readings: readonly Reading[] = ['wide', 'strict', 'fair']

/** A narrower reading of a schema: keywords that hold under it, and the contradiction that leaves the wider one open. */
export type Fragment = Schema & { readonly ambiguity: number }

export const fragmentsOf = (schema: Schema): readonly Fragment[] => annotation(schema, 'x-assay-strict') ?? []

/** The id under which ajv knows a reading; every `$ref` of that reading starts with it. */
export const idOf = (reading: Reading): string => `https://assay.invalid/${reading}`

export const readAs = (document: JsonObject, reading: Reading): JsonObject => {
  // Where null may stand for an absent member, it is fair to take it and fair not to: it is never drawn.
  const nullIsAbsent = reading !== 'fair' && annotation(document, 'x-assay-null') === 'absent'
  const walk = (value: Json): Json => {
    if (isList(value)) return value.map((element) => walk(element))
    return isObject(value) ? walkObject(value) : value
  }
  const walkObject = (value: JsonObject): JsonObject => {
    const read = Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, name === 'properties' ? walkEach(member) : walk(member)]),
    )
    const narrower = narrow(read)
    return nullIsAbsent ? openOptionals(narrower) : narrower
  }
  /** Members by name: one may be called `properties` or `required` and is a schema all the same. */
  const walkEach = (members: Json): Json =>
    isObject(members)
      ? Object.fromEntries(Object.entries(members).map(([name, member]) => [name, walk(member)]))
      : members
  const narrow = (schema: JsonObject): JsonObject => {
    const strict = reading === 'wide' ? [] : fragmentsOf(schema)
    const fair = reading === 'fair' ? [annotation(schema, 'x-assay-fair') ?? []].flat() : []
    return [...strict, ...fair].reduce<JsonObject>(narrowed, schema)
  }
  const openOptionals = (schema: JsonObject): JsonObject => {
    const { properties, required } = schema
    if (!isObject(properties)) return schema
    const names = isList(required) ? required : []
    const open = Object.entries(properties).map(([name, member]): [string, Json] =>
      names.includes(name) || !isObject(member) ? [name, member] : [name, nullAllowed(member)],
    )
    return { ...schema, properties: Object.fromEntries(open) }
  }
  const nullAllowed = (schema: JsonObject): JsonObject => {
    if (typeof schema['$ref'] !== 'string') return withNull(schema)
    const { $ref, ...own } = schema
    const target = at(document, fromPointer($ref.slice(1)))
    return withNull({ ...objectOf(target === undefined ? target : walk(target)), ...own, 'x-assay-inlined': own })
  }
  return absoluteIn(walkObject(document), idOf(reading))
}

const narrowed = (schema: JsonObject, { ambiguity: _, ...fragment }: Schema): JsonObject => {
  const required = requiredOf(fragment)
  return {
    ...schema,
    ...fragment,
    ...(required.length > 0 ? { required: [...new Set([...requiredOf(schema), ...required])] } : {}),
  }
}

const absolute = (value: Json, id: string): Json => {
  if (isList(value)) return value.map((element) => absolute(element, id))
  return isObject(value) ? absoluteIn(value, id) : value
}

const absoluteIn = (value: JsonObject, id: string): JsonObject =>
  Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === '$ref' && typeof member === 'string' ? id + member : absolute(member, id),
    ]),
  )

/** A value for each reading. */
export const mapReadings = <T>(value: (reading: Reading) => T): Record<Reading, T> => recordOf(readings, value)
