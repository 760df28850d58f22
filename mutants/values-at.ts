import { isObject } from '../core/json.ts'

/** Every value of a body at a place, as the contract names places. Members of a map that are named elsewhere count too. */
export const valuesAt = (body: unknown, path: readonly string[]): readonly unknown[] =>
  path.reduce<readonly unknown[]>((values, step) => values.flatMap((value) => stepInto(value, step)), [body])

const stepInto = (value: unknown, step: string): readonly unknown[] => {
  if (step === '[]') return Array.isArray(value) ? value : []
  if (!isObject(value)) return []
  if (step === '*') return Object.values(value)
  return Object.hasOwn(value, step) ? [value[step]] : []
}
