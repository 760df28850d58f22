import fc from 'fast-check'
import type { Json } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { SchemaNode } from '../../schemas/node.ts'
import { type Schema, typesOf } from '../../schemas/schema.ts'
import type { Draw } from '../draw.ts'
import { array } from './array.ts'
import { integer, number } from './number.ts'
import { object } from './object.ts'
import { string } from './string.ts'

/**
 * Values that are valid for a node under every reading of its documents and within what any fair server takes. By
 * construction: nothing is filtered but lengths of formats and patterns.
 */
export const valid = (node: SchemaNode, draw: Draw): fc.Arbitrary<Json> => {
  const place = placeOf(node.path)
  const given = draw.set.get(place)
  if (given !== undefined) return fc.constant(given)
  const schema = node.schemas.fair
  const fixture = schema['x-assay-fixture']
  const known = typeof fixture === 'string' ? draw.fixtures[fixture] : undefined
  if (known !== undefined) return fc.constant(typed(known, schema))
  if (schema['x-assay-sample'] !== undefined) return fc.constant(schema['x-assay-sample'] as Json)
  if (schema['const'] !== undefined) return fc.constant(schema['const'] as Json)
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...withoutNull(schema['enum'] as Json[]))
  if (node.isCut && typesOf(schema)?.includes('null')) return fc.constant(null)
  const branches = node.branches()
  if (branches.length > 0) {
    const open = draw.optional === 'some' ? branches : branches.slice(0, 1)
    return fc.oneof(...open.map((branch) => valid(branch, draw)))
  }
  return ofType(node, draw)
}

/** Fixtures given on the command line are text; where a number is wanted, they are one. */
const typed = (value: Json, schema: Schema): Json => {
  const types = typesOf(schema)
  const isNumeric = types?.some((type) => type === 'integer' || type === 'number') && !types.includes('string')
  return typeof value === 'string' && isNumeric && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

const withoutNull = (values: readonly Json[]): readonly Json[] => {
  const others = values.filter((value) => value !== null)
  return others.length > 0 ? others : values
}

const ofType = (node: SchemaNode, draw: Draw): fc.Arbitrary<Json> => {
  const schema = node.schemas.fair
  switch (typeToDraw(node)) {
    case 'object':
      return object(node, draw, valid)
    case 'array':
      return array(node, draw, valid)
    case 'string':
      return string(schema, memberOf(node), draw)
    case 'integer':
      return integer(schema, draw.numbers)
    case 'number':
      return number(schema, draw.numbers)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.constant('a')
  }
}

/** The member a value stands at; of a parameter, its name without `header.` and the like. */
export const memberOf = ({ path }: SchemaNode): string =>
  (path.findLast((step) => step !== '[]') ?? '').replace(/^(?:path|query|header)\./, '')

/** The first type a schema allows, or the one its keywords speak about. */
const typeToDraw = ({ schemas: { fair }, properties, items, additional }: SchemaNode): string | undefined => {
  const types = typesOf(fair)
  if (types) return types.find((type) => type !== 'null') ?? types[0]
  if (Object.keys(properties).length > 0 || additional) return 'object'
  if (items) return 'array'
  if (['minimum', 'maximum', 'multipleOf'].some((keyword) => keyword in fair)) return 'number'
  return 'string'
}
