import { isList, isObject, isSameText } from '../../core/json.ts'
import { isSurelyMatch } from '../../core/pattern.ts'
import { asSchema, type Schema, typesOf } from './schema.ts'

/**
 * Both schemas at once: annotations of the second win, constraints tighten. What one keyword cannot say for both stays
 * beside it in `allOf`.
 */
export const merge = (first: Schema, second: Schema): Schema => {
  const merged: Record<string, unknown> = { ...first }
  const apart: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(second)) {
    const leader = leaders[keyword] ?? keyword
    if (isConstraint(leader) && leader in first && leader in second && !isSame(first, second, leader))
      apart[keyword] = value
    else merged[keyword] = keyword in first ? both(keyword, first[keyword], value) : value
  }
  if ('properties' in first || 'properties' in second) merged['properties'] = mergeProperties(first, second)
  if (Object.keys(apart).length > 0) merged['allOf'] = [...listed(merged['allOf']), apart]
  return merged
}

const listed = (value: unknown): readonly unknown[] => (isList(value) ? value : [])

/** Keywords that say nothing without another one. */
const leaders: Readonly<Record<string, string>> = {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: 'if',
  else: 'if',
  minContains: 'contains',
  maxContains: 'contains',
}

/** Those of which two cannot be said as one. */
const isConstraint = (keyword: string): boolean =>
  ['pattern', 'format', 'const', 'oneOf', 'anyOf', 'if', 'contains'].includes(keyword)

const isSame = (first: Schema, second: Schema, leader: string): boolean =>
  [leader, ...Object.keys(leaders).filter((keyword) => leaders[keyword] === leader)].every((keyword) =>
    isSameText(first[keyword], second[keyword]),
  )

const both = (keyword: string, first: unknown, second: unknown): unknown => {
  switch (keyword) {
    case 'required':
      return [...new Set([...(first as string[]), ...(second as string[])])]
    case 'allOf':
      return [...listed(first), ...listed(second)]
    case 'items':
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
    case 'propertyNames':
      return conjoined(first, second)
    case 'patternProperties':
    case 'dependentSchemas':
      return eachMember(first as Schema, second as Schema, conjoined)
    case 'dependentRequired':
      return eachMember(first as Schema, second as Schema, (one, other) => [
        ...new Set([...listed(one), ...listed(other)]),
      ])
    case 'prefixItems':
      return conjoinedList(listed(first), listed(second))
    case 'not':
      return [first, second].some(isEmpty) ? {} : isSameText(first, second) ? first : { anyOf: [first, second] }
    case 'type':
      return commonTypes({ type: first }, { type: second })
    case 'enum':
      return listed(first).filter((value) => listed(second).some((other) => isSameText(other, value)))
    case 'multipleOf':
      return commonMultiple(first as number, second as number)
    case 'uniqueItems':
      return first === true || second === true
    case 'minimum':
    case 'exclusiveMinimum':
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return Math.max(first as number, second as number)
    case 'maximum':
    case 'exclusiveMaximum':
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return Math.min(first as number, second as number)
    default:
      return second
  }
}

const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0

const conjoined = (first: unknown, second: unknown): unknown => {
  if (first === false || second === false) return false
  if (first === true || isEmpty(first) || first === undefined) return second
  if (second === true || isEmpty(second) || second === undefined) return first
  return isSameText(first, second) ? first : { allOf: [first, second] }
}

const conjoinedList = (first: readonly unknown[], second: readonly unknown[]): readonly unknown[] =>
  Array.from({ length: Math.max(first.length, second.length) }, (_, index) => conjoined(first[index], second[index]))

const eachMember = (first: Schema, second: Schema, join: (one: unknown, other: unknown) => unknown): Schema => {
  const merged: Record<string, unknown> = { ...first }
  for (const [name, value] of Object.entries(second))
    merged[name] = Object.hasOwn(first, name) ? join(first[name], value) : value
  return merged
}

/** `additionalProperties` of one schema speaks about the members that only the other one names. */
const mergeProperties = (first: Schema, second: Schema): Schema => {
  const names = new Set([first, second].flatMap(({ properties }) => Object.keys(asSchema(properties))))
  return Object.fromEntries(
    [...names].map((name) => [name, conjoined(said(first, name), said(second, name)) ?? {}] as const),
  )
}

const said = ({ properties, patternProperties, additionalProperties }: Schema, name: string): unknown => {
  const named = asSchema(properties)
  if (Object.hasOwn(named, name)) return named[name]
  const isPatterned = Object.keys(asSchema(patternProperties)).some((pattern) => isSurelyMatch(pattern, name))
  return isPatterned ? undefined : additionalProperties
}

const commonTypes = (first: Schema, second: Schema): readonly string[] => {
  const [one, other] = [typesOf(first) ?? [], typesOf(second) ?? []]
  const common = one.filter((type) => other.includes(type) || (type === 'integer' && other.includes('number')))
  return other.includes('integer') && one.includes('number') ? [...new Set([...common, 'integer'])] : common
}

/** The least number that is a multiple of both, to six decimals. */
const commonMultiple = (first: number, second: number): number => {
  const scale = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].find(
    (one) => Number.isInteger(first * one) && Number.isInteger(second * one),
  )
  if (scale === undefined) return second
  const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other))
  return (first * second * scale) / divisor(first * scale, second * scale)
}
