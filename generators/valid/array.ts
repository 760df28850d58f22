import fc from 'fast-check'
import type { SchemaNode } from '../../contracts/schema/node.ts'
import { numberAt, type Schema } from '../../contracts/schema/schema.ts'
import { isList, isObject, type Json } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { Draw, Grow } from '../draw.ts'

/** More elements only where the contract asks for them. */
const usualLength = 4

export const array = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<Json> => {
  const { fair, strict } = node.schemas
  const { maxItems, ...others } = fair
  const most = draw.long.has(placeOf(node.path)) ? strict['maxItems'] : maxItems
  const schema: Schema = most === undefined ? others : { ...others, maxItems: most }
  const { prefix } = node.parts()
  if (prefix.length > 0 || schema['contains'] !== undefined) return tuple(node, draw, grow)
  const fewest = numberAt(schema, 'minItems') ?? 0
  const wanted = wantedLength(node, draw)
  const least = Math.min(Math.max(fewest, wanted), numberAt(schema, 'maxItems') ?? wanted + fewest)
  const longest = Math.max(least, Math.min(numberAt(schema, 'maxItems') ?? usualLength, Math.max(fewest, usualLength)))
  const length = { minLength: least, maxLength: draw.optional === 'some' && !ends(node) ? longest : least }
  const element = elementOf(node, draw, grow)
  const unique = typeof schema['x-assay-unique-by'] === 'string' ? schema['x-assay-unique-by'] : undefined
  if (schema['uniqueItems'] === true) {
    const known = knownElements(node)
    if (known) return fc.shuffledSubarray([...known], bounded(length, known.length))
    return fc.uniqueArray(element, { ...length, selector: (value) => JSON.stringify(value) })
  }
  if (unique === undefined) return fc.array(element, length)
  return fc
    .uniqueArray(element, { ...length, comparator: (one, other) => isSameText(one, other, unique) })
    .map((values) => numbered(values, unique))
}

const elementOf = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<Json> => {
  if (node.items) return grow(node.items, draw)
  return node.schemas.fair['uniqueItems'] === true
    ? fc.string({ unit: 'grapheme-ascii', minLength: 1 })
    : fc.constant<Json>('a')
}

/** All that elements can be, where that is a short list: to wait for the last one by chance takes long. */
const knownElements = ({ items }: SchemaNode): readonly Json[] | undefined => {
  const schema = items?.schemas.fair
  if (isList(schema?.['enum'])) return schema['enum']
  return schema?.['type'] === 'boolean' ? [false, true] : undefined
}

type Length = { readonly minLength: number; readonly maxLength: number }

const bounded = ({ minLength, maxLength }: Length, most: number): Length => ({
  minLength: Math.min(minLength, most),
  maxLength: Math.min(maxLength, most),
})

/** The first elements by their own schemas, then those that `contains` asks for, then others up to the fewest. */
const tuple = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<Json> => {
  const schema = node.schemas.fair
  const { prefix, contained } = node.parts()
  const most = numberAt(schema, 'maxItems') ?? Number.POSITIVE_INFINITY
  const fewest = numberAt(schema, 'minItems') ?? 0
  const wanted = contained ? (numberAt(schema, 'minContains') ?? 1) : 0
  const whole = draw.optional === 'none' && wanted === 0 ? Math.min(prefix.length, fewest) : prefix.length
  const first = prefix.slice(0, Math.max(0, Math.min(whole, most - wanted))).map((one) => grow(one, draw))
  const asked = contained ? Array.from({ length: wanted }, () => grow(contained, draw)) : []
  const room = Math.max(0, fewest - first.length - asked.length)
  const others = Array.from({ length: room }, () => elementOf(node, draw, grow))
  return fc.tuple(...first, ...asked, ...others)
}

/** Numbers are made to differ afterwards, by counting. */
const isSameText = (one: Json, other: Json, member: string): boolean =>
  isObject(one) && isObject(other) && typeof one[member] === 'string' && one[member] === other[member]

/** How many elements are asked for, whatever the schema allows. */
const wantedLength = (node: SchemaNode, draw: Draw): number => {
  if (ends(node)) return 0
  const isMeant = draw.elementsAt === undefined || draw.elementsAt === placeOf(node.path)
  return (isMeant ? draw.elements : undefined) ?? (draw.optional === 'none' && !isWanted(node, draw) ? 0 : 1)
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
    isObject(value) && typeof value[member] === 'number' ? { ...value, [member]: index + 1 } : value,
  )
