import { isObject } from '../../../core/json.ts'
import type { Problem } from '../../engine/problem.ts'
import type { Spot } from '../../engine/spots.ts'
import { addsUp } from './adds-up.ts'
import { messageOf } from './messages.ts'
import { type Rule, requirementOf, type TypeName } from './rule.ts'
import { keyOf, spotsOf } from './spots.ts'

/** Every rule that the body breaks, once for each place. */
export const brokenRules = (rules: readonly Rule[], body: unknown): readonly Problem[] => {
  const known = new Map<Rule['place'], readonly Spot[]>()
  return rules.flatMap((rule) => {
    // The rules of one field share their place, so that it is looked up once.
    const spots = known.get(rule.place) ?? spotsOf(rule.place, body)
    known.set(rule.place, spots)
    return spots
      .filter(({ value }) => breaks(rule, value))
      .map(({ path, value }) => problemAt(rule, rule.keyword === 'sum' ? 'total' : keyOf(path), value))
  })
}

const problemAt = (rule: Rule, key: string, value: unknown): Problem => ({
  requirement: requirementOf(rule),
  status: 400,
  at: key,
  message: messageOf(rule, key, value),
})

/** The value is undefined where the member is left out: only `required` minds. */
const breaks = (rule: Rule, value: unknown): boolean => {
  switch (rule.keyword) {
    case 'required':
      return value === undefined || (value === '' && !rule.takesEmpty)
    case 'type':
      return value === null ? !rule.optional : value !== undefined && !isOfType(rule.type, value)
    case 'format':
      return typeof value === 'string' && (rule.format !== 'UTC date and time' || !isUtcDateTime(value))
    case 'minLength':
      return typeof value === 'string' && [...value].length < rule.limit
    case 'maxLength':
      return typeof value === 'string' && [...value].length > rule.limit
    case 'minimum':
      return typeof value === 'number' && value < rule.limit
    case 'maximum':
      return typeof value === 'number' && value > rule.limit
    case 'multipleOf':
      return typeof value === 'number' && Number(value.toFixed(rule.decimals)) !== value
    case 'enum':
      return value !== undefined && value !== null && !rule.words.some((word) => word === value)
    case 'minItems':
      return Array.isArray(value) && value.length < rule.limit
    case 'unique-by':
      return hasTwice(membersOf(value, rule.member))
    case 'sequence':
      return !countsUp(membersOf(value, rule.member))
    case 'sum':
      return !addsUp(value)
  }
}

/** Text where a number is wanted is left to `format`. */
const isOfType = (type: TypeName, value: unknown): boolean => {
  switch (type) {
    case 'object':
      return isObject(value)
    case 'array':
      return Array.isArray(value)
    case 'string':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'string' || Number.isFinite(value)
    case 'integer':
      return typeof value === 'string' || Number.isInteger(value)
  }
}

const utcDateTime = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/

const isUtcDateTime = (text: string): boolean => {
  const day = utcDateTime.exec(text)?.[1]
  if (day === undefined) return false
  const date = new Date(`${day}T00:00:00Z`)
  // February 30th is either no date at all or one in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

const membersOf = (list: unknown, member: string): readonly unknown[] =>
  Array.isArray(list) ? list.map((element) => (isObject(element) ? element[member] : undefined)) : []

/** Absent and null members are not alike: there is nothing to compare. */
const hasTwice = (values: readonly unknown[]): boolean => {
  const present = values.filter((value) => value !== undefined && value !== null)
  return new Set(present).size < present.length
}

/** Numbers that are none, out of bounds or there twice are for other rules to name. */
const countsUp = (numbers: readonly unknown[]): boolean =>
  hasTwice(numbers) ||
  numbers.some((number) => !Number.isInteger(number) || Number(number) < 1 || Number(number) > 1000) ||
  numbers.every((number, index) => number === index + 1)
