import fc from 'fast-check'
import { numberAt, type Schema } from '../../contracts/schema/schema.ts'

/** Beyond this only where the contract asks for it. */
const usual = { number: 1_000_000, integer: 9_999 }

export type Numbers = 'plain' | 'any'

/** A number of a schema: within its bounds, of its multiple, else with two decimals, or more where the bounds are closer. */
export const number = (schema: Schema, numbers: Numbers): fc.Arbitrary<number> => {
  const given = numberAt(schema, 'multipleOf')
  const steps = given === undefined ? [0.01, 0.0001, 0.000001] : [given]
  const step = steps[0] ?? 1
  const whole = Math.round(1 / step) * step === 1 ? 1 : step
  return numbers === 'plain' ? small(schema, [whole, ...steps]) : all(schema, steps, usual.number)
}

export const integer = (schema: Schema, numbers: Numbers): fc.Arbitrary<number> => {
  const steps = [wholeMultiple(numberAt(schema, 'multipleOf') ?? 1)]
  return numbers === 'plain' ? small(schema, steps) : all(schema, steps, usual.integer)
}

/** The least multiple that is whole: of 2.5 it is 5. */
const wholeMultiple = (step: number): number => {
  for (let times = 1; times <= 1_000; times += 1) {
    const multiple = round(times * step)
    if (Number.isInteger(multiple)) return multiple
  }
  return 1
}

/** The first few of the numbers allowed, from 1 on: 0 is an edge, and edges have cases of their own. */
const small = (schema: Schema, steps: readonly number[]): fc.Arbitrary<number> => {
  const { step, least, most } = coarsest(schema, steps, usual.integer)
  const first = Math.max(least, Math.min(1, most))
  return multiples({ step, least: first, most: Math.min(most, first + 20) })
}

const all = (schema: Schema, steps: readonly number[], span: number): fc.Arbitrary<number> =>
  multiples(coarsest(schema, steps, span))

/** Multiples of a step, from the least to the most times it. */
type Multiples = { readonly step: number; readonly least: number; readonly most: number }

const multiples = ({ step, least, most }: Multiples): fc.Arbitrary<number> =>
  fc.integer({ min: least, max: most }).map((count) => round(count * step))

/** The multiples within a schema's bounds of the first step that has any. */
const coarsest = (schema: Schema, steps: readonly number[], span: number): Multiples => {
  const within = steps.map((step) => multiplesWithin(schema, step, span))
  const found = within.find(({ least, most }) => least <= most)
  // Where none is, none is valid: that is seen when the whole value is judged.
  return found ?? { step: steps.at(-1) ?? 1, least: 0, most: 0 }
}

/** Beyond 2⁵³ whole numbers lose digits on their way through JSON: nothing is drawn there. */
const multiplesWithin = (schema: Schema, step: number, span: number): Multiples => {
  const counts = (keyword: string, toCount: (ratio: number) => number): readonly number[] => {
    const bound = numberAt(schema, keyword)
    return bound === undefined ? [] : [toCount(round(bound / step))]
  }
  const lower = [...counts('minimum', Math.ceil), ...counts('exclusiveMinimum', (ratio) => Math.floor(ratio) + 1)]
  const upper = [...counts('maximum', Math.floor), ...counts('exclusiveMaximum', (ratio) => Math.ceil(ratio) - 1)]
  const reach = Math.floor(round(span / step))
  const highest = upper.length > 0 ? Math.min(...upper, Number.MAX_SAFE_INTEGER) : undefined
  const least = lower.length > 0 ? Math.max(...lower, Number.MIN_SAFE_INTEGER) : Math.min(0, (highest ?? 0) - reach)
  return { step, least, most: highest ?? Math.max(least + reach, reach) }
}

/** Without the dust of binary fractions: 3 × 0.1 is 0.3. */
const round = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)))
