import fc from 'fast-check'
import { allowsType, numberAt, type Schema } from '../../contracts/schema/schema.ts'
import type { Mutation } from './mutation.ts'

/** The four bounds of a number are broken alike: by one step, and by far. */
const bound = (keyword: string, direction: 1 | -1, inclusive: boolean): Mutation => ({
  keyword,
  violate(schema) {
    const limit = numberAt(schema, keyword)
    if (limit === undefined) return { unbreakable: `the schema has no ${keyword}` }
    const near = firstBeyond(limit, { step: stepOf(schema), direction, inclusive })
    const far = rounded(near + direction * (stepOf(schema) ?? 1) * 1_000_000)
    const isBeyond = (value: number) => (inclusive ? (value - limit) * direction > 0 : (value - limit) * direction >= 0)
    return [
      { label: 'by one step', value: near },
      { label: 'by far', value: far },
    ]
      .filter(({ value }) => isBeyond(value))
      .map(({ label, value }) => ({ label, value: fc.constant(value) }))
  },
})

export const minimum = bound('minimum', -1, true)
export const maximum = bound('maximum', 1, true)
export const exclusiveMinimum = bound('exclusiveMinimum', -1, false)
export const exclusiveMaximum = bound('exclusiveMaximum', 1, false)

type Side = { readonly step: number | undefined; readonly direction: 1 | -1; readonly inclusive: boolean }

/** The value next to a limit that it forbids and that is still a multiple of the step. */
const firstBeyond = (limit: number, { step, direction, inclusive }: Side): number => {
  if (step === undefined) return inclusive ? rounded(limit + direction) : limit
  const ratio = rounded(limit / step)
  const inside = direction > 0 ? Math.floor(ratio) : Math.ceil(ratio)
  const isForbidden = inclusive ? false : inside === ratio
  return rounded((isForbidden ? inside : inside + direction) * step)
}

/** Numbers without a step of their own are broken by one. */
const stepOf = (schema: Schema): number | undefined =>
  numberAt(schema, 'multipleOf') ?? (allowsType(schema, 'number') ? undefined : 1)

const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)))
