import fc from 'fast-check'
import { numberAt, type Schema } from '../../schemas/schema.ts'
import type { Mutation } from './mutation.ts'

/** The four bounds of a number are broken alike: by one step, and by far. */
const bound = (keyword: string, direction: 1 | -1, inclusive: boolean): Mutation => ({
  keyword,
  violate(schema) {
    const limit = numberAt(schema, keyword)
    if (limit === undefined) return { unbreakable: `the schema has no ${keyword}` }
    const step = stepOf(schema)
    const near = inclusive ? rounded(limit + direction * step) : limit
    const far = rounded(limit + direction * step * 1_000_000)
    return [
      { label: 'by one step', value: fc.constant(near) },
      { label: 'by far', value: fc.constant(far) },
    ]
  },
})

export const minimum = bound('minimum', -1, true)
export const maximum = bound('maximum', 1, true)
export const exclusiveMinimum = bound('exclusiveMinimum', -1, false)
export const exclusiveMaximum = bound('exclusiveMaximum', 1, false)

const stepOf = (schema: Schema): number => {
  const step = numberAt(schema, 'multipleOf')
  return step ?? 1
}

const rounded = (value: number): number => Number(value.toPrecision(12))
