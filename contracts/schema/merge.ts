import { isObject, isSameText, type Json } from '../../core/json.ts'
import { isSurelyMatch } from '../../core/pattern.ts'
import { asSchema, listed, type Schema, typesOf } from './schema.ts'

/**
 * Both schemas at once: annotations of the second win, constraints tighten. What one keyword cannot say for both stays
 * beside it in `allOf`.
 */
export const merge = (first: Schema, second: Schema): Schema => {
  const merged: Record<string, Json> = { ...first }
  const apart: Record<string, Json> = {}
  for (const [keyword, value] of Object.entries(second)) {
    const leader = leaders[keyword] ?? keyword
    if (isConstraint(leader) && leader in first && leader in second && !isSame(first, second, leader))
      apart[keyword] = value
    else merged[keyword] = first[keyword] === undefined ? value : both(keyword, first[keyword], value)
  }
  if ('properties' in first || 'properties' in second) merged['properties'] = mergeProperties(first, second)
  if (Object.keys(apart).length > 0) merged['allOf'] = [...listed(merged['allOf']), apart]
  return merged
}

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

const both = (keyword: string, first: Json, second: Json): Json => {
  switch (keyword) {
    case 'required':
      return [...new Set([...listed(first), ...listed(second)])]
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
      return eachMember(asSchema(first), asSchema(second), conjoined)
    case 'dependentRequired':
      return eachMember(asSchema(first), asSchema(second), (one, other) => [
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
      return commonMultiple(Number(first), Number(second))
    case 'uniqueItems':
      return first === true || second === true
    case 'minimum':
    case 'exclusiveMinimum':
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return Math.max(Number(first), Number(second))
    case 'maximum':
    case 'exclusiveMaximum':
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return Math.min(Number(first), Number(second))
    default:
      return second
  }
}

const isEmpty = (value: Json): boolean => isObject(value) && Object.keys(value).length === 0

const conjoined = (first: Json | undefined, second: Json | undefined): Json => {
  if (first === false || second === false) return false
  if (first === undefined || first === true || isEmpty(first)) return second ?? {}
  if (second === undefined || second === true || isEmpty(second)) return first
  return isSameText(first, second) ? first : { allOf: [first, second] }
}

const conjoinedList = (first: readonly Json[], second: readonly Json[]): readonly Json[] =>
  Array.from({ length: Math.max(first.length, second.length) }, (_, index) => conjoined(first[index], second[index]))

const eachMember = (first: Schema, second: Schema, join: (one: Json, other: Json) => Json): Schema => {
  const merged: Record<string, Json> = { ...first }
  for (const [name, value] of Object.entries(second)) {
    const before = Object.hasOwn(first, name) ? first[name] : undefined
    merged[name] = before === undefined ? value : join(before, value)
  }
  return merged
}

/** `additionalProperties` of one schema speaks about the members that only the other one names. */
const mergeProperties = (first: Schema, second: Schema): Schema => {
  const names = new Set([first, second].flatMap(({ properties }) => Object.keys(asSchema(properties))))
  return Object.fromEntries([...names].map((name) => [name, conjoined(said(first, name), said(second, name))] as const))
}

const said = ({ properties, patternProperties, additionalProperties }: Schema, name: string): Json | undefined => {
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
