import fc from 'fast-check'
import type { SchemaNode } from '../../contracts/schema/node.ts'
import { asSchema, type Schema, typesOf } from '../../contracts/schema/schema.ts'
import { isList, type Json } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { Draw } from '../draw.ts'
import { array } from './array.ts'
import { ends, isDemanding } from './ends.ts'
import { kept } from './kept.ts'
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
  const [first, ...others] = draw.pools.get(place) ?? []
  if (first !== undefined) return fc.constantFrom(first, ...others)
  const schema = node.schemas.fair
  const fixture = schema['x-assay-fixture']
  const known = typeof fixture === 'string' ? draw.fixtures[fixture] : undefined
  if (known !== undefined) return fc.constant(typed(known, schema))
  if (schema['x-assay-sample'] !== undefined) return fc.constant(schema['x-assay-sample'])
  if (schema['const'] !== undefined) return fc.constant(schema['const'])
  if (isList(schema['enum'])) return ofEnum(schema['enum'], schema, draw)
  if (node.isCut && typesOf(schema)?.includes('null')) return fc.constant(null)
  // Beyond the cut of a recursive schema, only what it demands.
  if (node.isCut && isDemanding(node)) {
    const whole = node.uncut()
    return ends(whole) ? valid(whole, { ...draw, optional: 'none', present: new Set() }) : fc.constant(null)
  }
  const [form, ...forms] = node.branches()
  if (!form) return kept(ofType(node, draw), schema, draw) ?? ofType(node, draw)
  return ofBranches([form, ...forms], schema, draw)
}

/** Any of the forms where all may be drawn, else the first; of forms that may overlap, only what keeps the choice. */
const ofBranches = (
  branches: readonly [SchemaNode, ...SchemaNode[]],
  schema: Schema,
  draw: Draw,
): fc.Arbitrary<Json> => {
  const ending = branches.filter(ends)
  const made: fc.Arbitrary<Json>[] = []
  for (const branch of ending) {
    const values = kept(valid(branch, draw), schema, draw)
    if (values) made.push(values)
    if (draw.optional !== 'some' && made.length > 0) break
  }
  return made.length > 0 ? fc.oneof(...made) : valid(ending[0] ?? branches[0], draw)
}

/** Those of an enum that the schema's other keywords allow. */
const ofEnum = (values: readonly Json[], schema: Schema, { judge }: Draw): fc.Arbitrary<Json> => {
  const fitting = judge ? values.filter((value) => judge('fair', schema, value).length === 0) : values
  const [first = null, ...others] = withoutNull(fitting.length > 0 ? fitting : values)
  return fc.constantFrom(first, ...others)
}

/** Fixtures given on the command line are text; where a number is wanted, they are one. */
export const typed = (value: Json, schema: Schema): Json => {
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
  const excluded = typesOf(asSchema(fair['not'])) ?? []
  const types = typesOf(fair)?.filter((type) => !excluded.includes(type))
  if (types) return types.find((type) => type !== 'null') ?? types[0]
  if (Object.keys(properties).length > 0 || additional) return 'object'
  if (items) return 'array'
  const spoken = Object.entries(spokenOf).find(([, keywords]) => keywords.some((keyword) => keyword in fair))?.[0]
  return spoken ?? ['string', 'integer', 'boolean', 'object', 'array', 'null'].find((type) => !excluded.includes(type))
}

/** What tells the type of a schema that does not say it. */
const spokenOf: Readonly<Record<string, readonly string[]>> = {
  object: [
    'properties',
    'required',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'dependentSchemas',
    'additionalProperties',
    'unevaluatedProperties',
  ],
  array: ['prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems', 'items', 'unevaluatedItems'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
}
