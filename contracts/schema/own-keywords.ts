import type { Ajv2020 } from 'ajv/dist/2020.js'
import { asText, isObject } from '../../core/json.ts'

/** The value of an object's member is the sum of others. Terms read `price`, `items[].tax`, `items[].quantity*price`. */
export type SumRule = { readonly member: string; readonly plus: readonly string[]; readonly minus: readonly string[] }

/** Keywords for rules between values, which JSON Schema cannot say. */
export const addOwnKeywords = (ajv: Ajv2020): void => {
  ajv.addKeyword({ keyword: 'x-assay-unique-by', type: 'array', validate: uniqueBy, errors: false })
  ajv.addKeyword({ keyword: 'x-assay-sequence', type: 'array', validate: isSequence, errors: false })
  ajv.addKeyword({ keyword: 'x-assay-sum', type: 'object', validate: addsUp, errors: false })
}

const uniqueBy = (member: string, elements: readonly unknown[]): boolean => {
  const values = elements.map((element) => (isObject(element) ? element[member] : undefined)).filter(isPresent)
  return new Set(values.map(asText)).size === values.length
}

/** The values are 1, 2, 3 … without a gap, in any order; that none is there twice is another rule. */
const isSequence = (member: string, elements: readonly unknown[]): boolean => {
  const values = elements.map((element) => (isObject(element) ? element[member] : undefined)).filter(isPresent)
  const distinct = new Set(values)
  return values.every((value) => typeof value === 'number' && value >= 1 && value <= distinct.size)
}

const addsUp = (rule: SumRule, object: { readonly [member: string]: unknown }): boolean => {
  const value = object[rule.member]
  return typeof value !== 'number' || Math.abs(value - sumOf(rule, object)) < 0.005
}

/** What the member of a sum rule must be for the given object, rounded to cents. Absent terms count as 0. */
export const sumOf = ({ plus, minus }: SumRule, object: unknown): number => {
  const total = (terms: readonly string[]) => terms.reduce((sum, term) => sum + termOf(term, object), 0)
  return Math.round((total(plus) - total(minus)) * 100) / 100
}

const termOf = (term: string, object: unknown): number => {
  const [list, rest] = term.split('[].')
  if (!isObject(object) || list === undefined) return 0
  if (rest === undefined) return numberIn(object, term)
  const elements = object[list]
  if (!Array.isArray(elements)) return 0
  return elements.reduce<number>((sum, element) => sum + productOf(rest, element), 0)
}

const productOf = (factors: string, element: unknown): number =>
  factors.split('*').reduce((product, member) => product * numberIn(element, member), 1)

const numberIn = (object: unknown, member: string): number => {
  const value = isObject(object) ? object[member] : undefined
  return typeof value === 'number' ? value : 0
}

const isPresent = (value: unknown): boolean => value !== undefined && value !== null
