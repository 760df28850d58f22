import { at, fromPointer, isObject } from '../core/json.ts'
import { asSchema, type Schema, typesOf } from './schema.ts'

/** Turns a schema into one whose own keywords say all: `$ref` followed, `allOf` merged, `anyOf` with null folded. */
export type Flatten = (schema: unknown) => Schema

/** `root` is the document that the part behind `#` of every `$ref` points into. */
export const flattenIn = (root: unknown): Flatten => {
  const known = new WeakMap<object, Schema>()
  const folded = new WeakMap<object, Schema>()
  const flatten = (value: unknown): Schema => {
    const schema = asSchema(value)
    const before = known.get(schema)
    if (before) return before
    const flat = fold(schema)
    known.set(schema, flat)
    return flat
  }
  const fold = (schema: Schema): Schema => {
    const { $ref, allOf, ...own } = schema
    const target = typeof $ref === 'string' ? [flatten(at(root, fromPointer(fragmentOf($ref))))] : []
    const parts = Array.isArray(allOf) ? allOf.map(flatten) : []
    return [...target, ...parts, own].reduce(merge, {})
  }
  // The same schema is the same object each time: that is how recursion is noticed.
  return (value) => {
    const flat = flatten(value)
    const before = folded.get(flat)
    if (before) return before
    const made = foldNull(flat, flatten)
    folded.set(flat, made)
    return made
  }
}

const fragmentOf = (ref: string): string => decodeURIComponent(ref.slice(ref.indexOf('#') + 1))

/** Both schemas at once: annotations of the second win, constraints tighten. */
export const merge = (first: Schema, second: Schema): Schema => {
  const merged: Record<string, unknown> = { ...first }
  for (const [keyword, value] of Object.entries(second)) {
    merged[keyword] = keyword in first ? both(keyword, first[keyword], value) : value
  }
  return merged
}

const both = (keyword: string, first: unknown, second: unknown): unknown => {
  switch (keyword) {
    case 'required':
      return [...new Set([...(first as string[]), ...(second as string[])])]
    case 'properties':
      return mergeProperties(first as Schema, second as Schema)
    case 'items':
    case 'additionalProperties':
      if (first === false || second === false) return false
      return isObject(first) && isObject(second) ? { allOf: [first, second] } : isObject(first) ? first : second
    case 'type':
      return commonTypes({ type: first }, { type: second })
    case 'enum':
      return (first as unknown[]).filter((value) => (second as unknown[]).some((other) => other === value))
    case 'minimum':
    case 'exclusiveMinimum':
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return Math.max(first as number, second as number)
    case 'maximum':
    case 'exclusiveMaximum':
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return Math.min(first as number, second as number)
    default:
      return second
  }
}

const mergeProperties = (first: Schema, second: Schema): Schema => {
  const merged: Record<string, unknown> = { ...first }
  for (const [name, value] of Object.entries(second)) {
    merged[name] = name in first ? { allOf: [first[name], value] } : value
  }
  return merged
}

const commonTypes = (first: Schema, second: Schema): readonly string[] => {
  const [one, other] = [typesOf(first) ?? [], typesOf(second) ?? []]
  const common = one.filter((type) => other.includes(type) || (type === 'integer' && other.includes('number')))
  return other.includes('integer') && one.includes('number') ? [...new Set([...common, 'integer'])] : common
}

/** `anyOf`/`oneOf` of one schema and null is that schema with the type null allowed. */
const foldNull = (schema: Schema, flatten: Flatten): Schema => {
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword]
    if (!Array.isArray(branches) || branches.length !== 2) continue
    const rest = branches.filter((branch) => !(isObject(branch) && branch['type'] === 'null'))
    if (rest.length !== 1) continue
    const { [keyword]: _, ...own } = schema
    return merge(own, withNull(flatten(rest[0])))
  }
  return schema
}

/** The same schema with null allowed. */
export const withNull = (schema: Schema): Schema => {
  const types = typesOf(schema)
  return {
    ...schema,
    ...(types && !types.includes('null') ? { type: [...types, 'null'] } : {}),
    ...(Array.isArray(schema['enum']) && !schema['enum'].includes(null) ? { enum: [...schema['enum'], null] } : {}),
  }
}
