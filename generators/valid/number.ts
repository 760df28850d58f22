import fc from 'fast-check'
import { numberAt, type Schema } from '../../schemas/schema.ts'

/** Beyond this only where the contract asks for it. */
const usual = { number: 1_000_000, integer: 9_999 }

/** A number of a schema: within its bounds, of its multiple, else with two decimals. */
export const number = (schema: Schema): fc.Arbitrary<number> => {
  const step = numberAt(schema, 'multipleOf') ?? 0.01
  return multiples(schema, step, usual.number)
}

export const integer = (schema: Schema): fc.Arbitrary<number> => {
  const step = numberAt(schema, 'multipleOf') ?? 1
  return multiples(schema, Number.isInteger(step) ? step : 1, usual.integer)
}

const multiples = (schema: Schema, step: number, span: number): fc.Arbitrary<number> => {
  const { lowest, highest } = boundsOf(schema, step, span)
  return fc.integer({ min: Math.ceil(round(lowest / step)), max: Math.floor(round(highest / step)) }).map((count) => round(count * step))
}

/** The least and greatest value to draw, both included. */
export const boundsOf = (schema: Schema, step: number, span: number): { readonly lowest: number; readonly highest: number } => {
  const above = numberAt(schema, 'exclusiveMinimum')
  const below = numberAt(schema, 'exclusiveMaximum')
  const least = numberAt(schema, 'minimum') ?? (above === undefined ? undefined : above + step)
  const most = numberAt(schema, 'maximum') ?? (below === undefined ? undefined : below - step)
  const lowest = least ?? Math.min(0, (most ?? 0) - span)
  return { lowest, highest: Math.max(lowest, most ?? Math.max(lowest + span, span)) }
}

/** Without the dust of binary fractions: 3 × 0.01 is 0.03. */
const round = (value: number): number => Number(value.toPrecision(12))
