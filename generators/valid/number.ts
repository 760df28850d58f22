import fc from 'fast-check'
import { numberAt, type Schema } from '../../schemas/schema.ts'

/** Beyond this only where the contract asks for it. */
const usual = { number: 1_000_000, integer: 9_999 }

export type Numbers = 'plain' | 'any'

/** A number of a schema: within its bounds, of its multiple, else with two decimals. */
export const number = (schema: Schema, numbers: Numbers): fc.Arbitrary<number> => {
  const step = numberAt(schema, 'multipleOf') ?? 0.01
  const whole = Math.round(1 / step) * step === 1 ? 1 : step
  return numbers === 'plain' ? small(schema, whole) : multiples(schema, step, usual.number)
}

export const integer = (schema: Schema, numbers: Numbers): fc.Arbitrary<number> => {
  const given = numberAt(schema, 'multipleOf') ?? 1
  const step = Number.isInteger(given) ? given : 1
  return numbers === 'plain' ? small(schema, step) : multiples(schema, step, usual.integer)
}

/** The first few of the numbers allowed, from the least on that is not negative. */
const small = (schema: Schema, step: number): fc.Arbitrary<number> => {
  const { lowest, highest } = boundsOf(schema, step, usual.integer)
  const least = Math.ceil(round(Math.max(lowest, Math.min(0, highest)) / step))
  const most = Math.floor(round(highest / step))
  if (most < least) return multiples(schema, numberAt(schema, 'multipleOf') ?? 0.01, usual.number)
  return fc.integer({ min: least, max: Math.min(most, least + 20) }).map((count) => round(count * step))
}

const multiples = (schema: Schema, step: number, span: number): fc.Arbitrary<number> => {
  const { lowest, highest } = boundsOf(schema, step, span)
  return fc
    .integer({ min: Math.ceil(round(lowest / step)), max: Math.floor(round(highest / step)) })
    .map((count) => round(count * step))
}

/** The least and greatest value to draw, both included. */
export const boundsOf = (
  schema: Schema,
  step: number,
  span: number,
): { readonly lowest: number; readonly highest: number } => {
  const above = numberAt(schema, 'exclusiveMinimum')
  const below = numberAt(schema, 'exclusiveMaximum')
  const least = numberAt(schema, 'minimum') ?? (above === undefined ? undefined : above + step)
  const most = numberAt(schema, 'maximum') ?? (below === undefined ? undefined : below - step)
  const lowest = least ?? Math.min(0, (most ?? 0) - span)
  return { lowest, highest: Math.max(lowest, most ?? Math.max(lowest + span, span)) }
}

/** Without the dust of binary fractions: 3 × 0.01 is 0.03. */
const round = (value: number): number => Number(value.toPrecision(12))
