import fc from 'fast-check'
import { numberAt } from '../../schemas/schema.ts'
import type { Mutation } from './mutation.ts'

export const multipleOf: Mutation = {
  keyword: 'multipleOf',
  violate(schema) {
    const step = numberAt(schema, 'multipleOf')
    if (step === undefined) return { unbreakable: 'the schema has no multipleOf' }
    const base = Math.max(step, numberAt(schema, 'minimum') ?? step)
    const off = Number((base + step / 2).toPrecision(12))
    if (schema['type'] === 'integer' && !Number.isInteger(off))
      return { unbreakable: 'a fraction would break the type' }
    return [{ label: 'half a step off', value: fc.constant(off) }]
  },
}
