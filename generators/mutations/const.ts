import fc from 'fast-check'
import { allowsType } from '../../contracts/schema/schema.ts'
import { isObject, type Json, typeOf } from '../../core/json.ts'
import type { Candidate, Mutation } from './mutation.ts'

export const constant: Mutation = {
  keyword: 'const',
  violate(schema) {
    const { const: value } = schema
    if (value === undefined) return { unbreakable: 'the schema has no const' }
    return others(value)
      .filter((other) => allowsType(schema, typeOf(other)))
      .map((other): Candidate => ({ label: JSON.stringify(other), value: fc.constant(other) }))
  },
}

const others = (value: Json): readonly Json[] => {
  if (typeof value === 'string') return [`${value}x`, 'no-such-value']
  if (typeof value === 'number') return [value + 1, value - 1, String(value)]
  if (typeof value === 'boolean') return [!value]
  return isObject(value) ? [[], 'no-such-value'] : [{}, 'no-such-value']
}
