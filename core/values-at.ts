import { isObject } from './json.ts'

/** The values that stand at a place of a body: of a list each element's, of a map each member's. */
export const valuesAt = (value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] => {
  if (step === undefined) return value === undefined ? [] : [value]
  if (step === '[]') return Array.isArray(value) ? value.flatMap((element) => valuesAt(element, rest)) : []
  if (!isObject(value)) return []
  if (step === '*') return Object.values(value).flatMap((member) => valuesAt(member, rest))
  return Object.hasOwn(value, step) ? valuesAt(value[step], rest) : []
}
