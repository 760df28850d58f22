import { isList, isObject, isText, type Json, type JsonObject } from '../../core/json.ts'

/** A JSON Schema object of draft 2020-12. `true` and `false` are written `{}` and `{ not: {} }`. */
export type Schema = JsonObject

export const asSchema = (value: Json | undefined): Schema => {
  if (value === false) return { not: {} }
  return isObject(value) ? value : {}
}

/** The types a schema allows; undefined where it does not say. */
export const typesOf = ({ type }: Schema): readonly string[] | undefined =>
  isList(type) ? type.filter(isText) : typeof type === 'string' ? [type] : undefined

export const allowsType = (schema: Schema, type: string): boolean => {
  const types = typesOf(schema)
  return types === undefined || types.includes(type) || (type === 'integer' && types.includes('number'))
}

/** Whether no value at all keeps a schema: `false`, or `not` everything. */
export const allowsNothing = ({ not }: Schema): boolean => isObject(not) && Object.keys(not).length === 0

export const requiredOf = ({ required }: Schema): readonly string[] => (isList(required) ? required.filter(isText) : [])

export const propertiesOf = ({ properties }: Schema): Readonly<Record<string, Schema>> =>
  isObject(properties)
    ? Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, asSchema(value)]))
    : {}

export const numberAt = (schema: Schema, keyword: string): number | undefined => {
  const value = schema[keyword]
  return typeof value === 'number' ? value : undefined
}

/** What members are that the schema does not name. */
export const additionalOf = ({ additionalProperties, unevaluatedProperties }: Schema): Json | undefined =>
  additionalProperties ?? unevaluatedProperties

/** What elements are that the schema does not list by their place. */
export const itemsOf = ({ items, unevaluatedItems }: Schema): Json | undefined => items ?? unevaluatedItems

/** Whether a schema takes nothing but what it names. */
export const isClosed = (schema: Json | undefined): boolean =>
  schema === false || (isObject(schema) && allowsNothing(schema))

/** The elements of a list; none of what is no list. */
export const listed = (value: Json | undefined): readonly Json[] => (isList(value) ? value : [])
