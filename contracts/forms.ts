import { isList, isObject, type Json } from '../core/json.ts'
import { asSchema, requiredOf, type Schema } from './schema/schema.ts'

/**
 * The forms that a flat schema leaves to choose from, each with what all have in common; empty where there is no choice.
 * One keyword is resolved at a time: what is left of others is a choice within each form.
 */
export const formsOf = (schema: Schema): readonly Schema[] => {
  for (const resolve of [choices('oneOf'), choices('anyOf'), conditions, dependents, exclusions]) {
    const forms = resolve(schema)
    if (forms) return forms
  }
  return []
}

type Resolve = (schema: Schema) => readonly Schema[] | undefined

const choices =
  (keyword: 'oneOf' | 'anyOf'): Resolve =>
  ({ [keyword]: choice, ...common }) =>
    isList(choice) ? choice.map((one) => ({ allOf: [common, one] })) : undefined

const conditions: Resolve = ({ if: condition, then, else: otherwise, ...common }) =>
  condition === undefined
    ? undefined
    : [{ allOf: [common, condition, then ?? true] }, { allOf: [common, { not: condition }, otherwise ?? true] }]

/** With the member that calls for more, or without it. */
const dependents: Resolve = ({ dependentSchemas, ...common }) => {
  const [first, ...others] = Object.entries(asSchema(dependentSchemas))
  if (!first) return undefined
  const [name, schema] = first
  const rest = others.length === 0 ? common : { ...common, dependentSchemas: Object.fromEntries(others) }
  return [{ allOf: [rest, absent(name)] }, { allOf: [rest, { required: [name] }, schema] }]
}

const absent = (name: string): Schema => ({ properties: { [name]: false } })

/** Ways not to be an excluded object: a member that it requires is absent, or one is otherwise. */
const exclusions: Resolve = ({ not, ...common }) => {
  if (!isObject(not)) return undefined
  const each = isList(not['anyOf']) && Object.keys(not).length === 1 ? not['anyOf'] : [not]
  const ways = each.map(waysOut)
  const known = ways.filter((some) => some !== undefined)
  if (known.length < ways.length || known.length === 0) return undefined
  const combined = known.reduce<readonly (readonly Schema[])[]>(
    (all, some) => all.flatMap((chosen) => some.map((one) => [...chosen, one])).slice(0, mostWays),
    [[]],
  )
  return combined.map((chosen) => ({ allOf: [common, ...chosen] }))
}

/** More ways than these are not tried. */
const mostWays = 12

const waysOut = (excluded: Json): readonly Schema[] | undefined => {
  if (!isObject(excluded)) return undefined
  const { type, required: _, properties, ...more } = excluded
  if (Object.keys(more).length > 0 || (type !== undefined && type !== 'object')) return undefined
  const others = Object.entries(isObject(properties) ? properties : {}).map(([name, schema]) => ({
    required: [name],
    properties: { [name]: { not: schema === false ? {} : schema } },
  }))
  const ways = [...requiredOf(excluded).map(absent), ...others]
  return ways.length > 0 ? ways : undefined
}
