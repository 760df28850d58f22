import fc from 'fast-check'
import type { Schema } from '../../contracts/schema/schema.ts'
import type { Json } from '../../core/json.ts'
import type { Draw } from '../draw.ts'

/** Keywords that no construction promises: values are tried against them. */
const uncertain = [
  'not',
  'oneOf',
  'allOf',
  'if',
  'contains',
  'prefixItems',
  'propertyNames',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
]

/** So many values show whether those that keep the schema are frequent enough to wait for one. */
const trials = 20

/** Whether values of a schema must be tried, and something can. */
export const isUncertain = (schema: Schema, { judge }: Draw): boolean =>
  judge !== undefined && uncertain.some((keyword) => keyword in schema)

/** Those of the values that keep a schema; undefined where none of the first ones does. */
export const kept = (values: fc.Arbitrary<Json>, schema: Schema, draw: Draw): fc.Arbitrary<Json> | undefined => {
  const { judge } = draw
  if (!judge || !isUncertain(schema, draw)) return values
  const keeps = (value: Json): boolean => judge('fair', schema, value).length === 0
  const found = fc.sample(values, { seed: 1, numRuns: trials }).filter(keeps)
  if (found.length > trials / 2) return values.filter(keeps)
  return found.length > 0 ? fc.constantFrom(...found) : undefined
}
