import fc from 'fast-check'
import { isObject, type Json, type JsonObject } from '../../core/json.ts'
import type { SchemaNode } from '../../schemas/node.ts'
import { numberAt } from '../../schemas/schema.ts'
import type { Draw, Grow } from '../draw.ts'

/** More elements only where the contract asks for them. */
const usualLength = 4

export const array = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<Json> => {
  const schema = node.schemas.fair
  const fewest = numberAt(schema, 'minItems') ?? 0
  const wanted = wantedLength(node, draw)
  const least = Math.min(Math.max(fewest, wanted), numberAt(schema, 'maxItems') ?? wanted + fewest)
  const most = Math.max(least, Math.min(numberAt(schema, 'maxItems') ?? usualLength, Math.max(fewest, usualLength)))
  const length = { minLength: least, maxLength: draw.optional === 'some' && !ends(node) ? most : least }
  const element = node.items ? grow(node.items, draw) : fc.constant<Json>('a')
  const unique = typeof schema['x-assay-unique-by'] === 'string' ? schema['x-assay-unique-by'] : undefined
  if (schema['uniqueItems'] === true) {
    return fc.uniqueArray(element, { ...length, selector: (value) => JSON.stringify(value) })
  }
  if (unique === undefined) return fc.array(element, length)
  return fc
    .uniqueArray(element, { ...length, comparator: (one, other) => isSameText(one, other, unique) })
    .map((values) => numbered(values, unique))
}

/** Numbers are made to differ afterwards, by counting. */
const isSameText = (one: Json, other: Json, member: string): boolean =>
  isObject(one) && isObject(other) && typeof one[member] === 'string' && one[member] === other[member]

/** How many elements are asked for, whatever the schema allows. */
const wantedLength = (node: SchemaNode, draw: Draw): number => {
  if (ends(node)) return 0
  return draw.elements ?? (draw.optional === 'none' && !isWanted(node, draw) ? 0 : 1)
}

/** A recursive schema is grown no further: a list of it is as short as may be. */
const ends = (node: SchemaNode): boolean => node.isCut || node.items?.isCut === true

/** Whether a place below the array must be present, so that the array needs an element. */
const isWanted = ({ path }: SchemaNode, { present, set }: Draw): boolean => {
  const below = `${path.join('/').replaceAll('/[]', '[]')}[]`
  return [...present, ...set.keys()].some((place) => place.startsWith(below))
}

/** Each element's member counts from 1. */
const numbered = (values: readonly Json[], member: string): readonly Json[] =>
  values.map((value, index) =>
    isObject(value) && typeof value[member] === 'number' ? { ...(value as JsonObject), [member]: index + 1 } : value,
  )
