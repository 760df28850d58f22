import { at, fromPointer, isList, type Json } from '../../core/json.ts'
import { merge } from './merge.ts'
import { asSchema, type Schema, typesOf } from './schema.ts'

/** Turns a schema into one whose own keywords say all: `$ref` followed, `allOf` merged, `anyOf` with null folded. */
export type Flatten = (schema: Json | undefined) => Schema

/** `root` is the document that the part behind `#` of every `$ref` points into. */
export const flattenIn = (root: Json): Flatten => {
  const flatten = mergedIn(root)
  const folded = new WeakMap<object, Schema>()
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

/** Which of the branches of a choice is the one form beside null; undefined where the choice stays one. */
export const formBesideNull = (root: Json): ((branches: Json | undefined) => number | undefined) => {
  const flatten = mergedIn(root)
  return (branches) => besideNull(branches, flatten)?.index
}

/** `$ref` followed, and `allOf` merged. */
const mergedIn = (root: Json): Flatten => {
  const known = new WeakMap<object, Schema>()
  const begun = new Set<object>()
  const flatten = (value: Json | undefined): Schema => {
    const schema = asSchema(value)
    const before = known.get(schema)
    if (before) return before
    // What refers to itself on the way adds nothing to itself.
    if (begun.has(schema)) return {}
    begun.add(schema)
    const flat = fold(schema)
    begun.delete(schema)
    known.set(schema, flat)
    return flat
  }
  const fold = (schema: Schema): Schema => {
    const { $ref, allOf, ...own } = schema
    const target = typeof $ref === 'string' ? [flatten(at(root, fromPointer(fragmentOf($ref))))] : []
    const parts = isList(allOf) ? allOf.map(flatten) : []
    return [...target, ...parts, own].reduce(merge, {})
  }
  return flatten
}

const fragmentOf = (ref: string): string => decodeURIComponent(ref.slice(ref.indexOf('#') + 1))

/** `anyOf`/`oneOf` of one schema and null is that schema with the type null allowed. */
const foldNull = (schema: Schema, flatten: Flatten): Schema => {
  for (const keyword of ['anyOf', 'oneOf']) {
    const form = besideNull(schema[keyword], flatten)
    if (!form) continue
    const { [keyword]: _, ...own } = schema
    return merge(own, withNull(form.schema))
  }
  return schema
}

const besideNull = (
  branches: Json | undefined,
  flatten: Flatten,
): { readonly index: number; readonly schema: Schema } | undefined => {
  if (!isList(branches) || branches.length !== 2) return undefined
  const [index, ...others] = [...branches.keys()].filter((one) => asSchema(branches[one])['type'] !== 'null')
  if (index === undefined || others.length > 0) return undefined
  const schema = flatten(branches[index])
  // What `null` would have to be allowed in more than one place of stays a choice.
  return ['const', 'oneOf', 'anyOf', 'allOf', 'not', 'if'].some((one) => one in schema) ? undefined : { index, schema }
}

/** The same schema with null allowed. */
export const withNull = (schema: Schema): Schema => {
  const types = typesOf(schema)
  return {
    ...schema,
    ...(types && !types.includes('null') ? { type: [...types, 'null'] } : {}),
    ...(isList(schema['enum']) && !schema['enum'].includes(null) ? { enum: [...schema['enum'], null] } : {}),
  }
}
