import fc from 'fast-check'
import { allowsType, numberAt } from '../../contracts/schema/schema.ts'
import type { Mutation } from './mutation.ts'

export const multipleOf: Mutation = {
  keyword: 'multipleOf',
  violate(schema) {
    const step = numberAt(schema, 'multipleOf')
    if (step === undefined) return { unbreakable: 'the schema has no multipleOf' }
    const least = Math.max(step, numberAt(schema, 'minimum') ?? step, numberAt(schema, 'exclusiveMinimum') ?? step)
    const base = Math.ceil(rounded(least / step)) * step
    if (allowsType(schema, 'number')) return [off('half a step off', base + step / 2)]
    if (step === 1 || !Number.isInteger(step)) return { unbreakable: 'only a fraction is off, and breaks the type' }
    return [off('one off', base + 1)]
  },
}

const off = (label: string, value: number) => ({ label, value: fc.constant(rounded(value)) })

const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)))
