import fc from 'fast-check'
import { annotation } from '../../contracts/annotations.ts'
import type { SchemaNode } from '../../contracts/schema/node.ts'
import { sumOf } from '../../contracts/schema/own-keywords.ts'
import { allowsNothing, numberAt, requiredOf } from '../../contracts/schema/schema.ts'
import { isList, isObject, type Json, type JsonObject, objectOf } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { Draw, Grow } from '../draw.ts'
import { ends } from './ends.ts'
import { extras } from './extras.ts'

export const object = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<JsonObject> => {
  const model: Record<string, fc.Arbitrary<Json>> = {}
  const required: string[] = []
  for (const { name, child, presence } of membersOf(node, draw)) {
    if (presence === 'absent') continue
    model[name] = grow(child, draw)
    if (presence === 'present') required.push(name)
  }
  const named = Object.keys(model).length
  return fc
    .tuple(
      namedMembers(node, model, required),
      extras(node, draw, { grow, named: Math.min(named, mostOf(node)), sure: required.length }),
    )
    .map(([members, more]) => addedUp({ ...more, ...members }, node))
}

/** The named members that are drawn: as many as there may be, and with those that others call for. */
const namedMembers = (
  node: SchemaNode,
  model: Readonly<Record<string, fc.Arbitrary<Json>>>,
  required: readonly string[],
): fc.Arbitrary<JsonObject> => {
  const calls = callsOf(node)
  const most = mostOf(node)
  const isPlain = Object.keys(calls).length === 0 && Object.keys(model).length <= most
  if (isPlain) return fc.record<JsonObject>(model, { requiredKeys: [...required], noNullPrototype: true })
  const whole = fc.record(model, { noNullPrototype: true })
  const optional = Object.keys(model).filter((name) => !required.includes(name))
  return fc.tuple(whole, fc.subarray(optional)).map(([members, chosen]) => {
    const wanted = chosen.reduce<readonly string[]>(
      (so, name) => {
        const more = called(so.concat(name), calls)
        return more.length <= most && more.every((one) => one in model) ? more : so
      },
      called(required, calls),
    )
    return Object.fromEntries(Object.entries(members).filter(([name]) => wanted.includes(name)))
  })
}

/** Names with all that they call for. */
const called = (names: readonly string[], calls: Calls): readonly string[] => {
  const all = [...new Set([...names, ...names.flatMap((name) => calls[name] ?? [])])]
  return all.length === new Set(names).size ? all : called(all, calls)
}

type Calls = Readonly<Record<string, readonly string[]>>

const callsOf = ({ schemas: { fair } }: SchemaNode): Calls =>
  Object.fromEntries(
    Object.entries(objectOf(fair['dependentRequired'])).map(([name, more]) => [name, requiredOf({ required: more })]),
  )

type Member = { readonly name: string; readonly child: SchemaNode; readonly presence: Presence }
type Presence = 'present' | 'absent' | 'either'

/** The named members; the first optional ones are present where the schema asks for more than are required. */
const membersOf = (node: SchemaNode, draw: Draw): readonly Member[] => {
  const all = Object.entries(node.properties).map(
    ([name, child]): Member => ({ name, child, presence: presenceOf(child, draw) }),
  )
  const present = all.filter(({ presence }) => presence === 'present').map(({ name }) => name)
  const awaited = called(present, callsOf(node))
  const isRoomy = awaited.length <= mostOf(node)
  const members = all.map((member): Member => {
    const { name, child, presence } = member
    if (awaited.includes(name) && presence !== 'present' && canBe(child, draw))
      return { ...member, presence: 'present' }
    // Where there is no room for every documented member, those that need not be are left to chance.
    return isRoomy || presence !== 'present' || isDemanded(child, draw) ? member : { ...member, presence: 'either' }
  })
  const lacking = fewestOf(node) - members.filter(({ presence }) => presence === 'present').length
  const promoted = members
    .filter(({ child, presence }) => presence !== 'present' && !child.isCut && canBe(child, draw))
    .slice(0, Math.max(0, lacking))
  return members.map((member) => (promoted.includes(member) ? { ...member, presence: 'present' } : member))
}

const canBe = (child: SchemaNode, { absent }: Draw): boolean => !absent.has(placeOf(child.path)) && ends(child)

const fewestOf = ({ schemas }: SchemaNode): number => numberAt(schemas.fair, 'minProperties') ?? 0

const mostOf = ({ schemas }: SchemaNode): number => numberAt(schemas.fair, 'maxProperties') ?? Number.POSITIVE_INFINITY

const presenceOf = (child: SchemaNode, draw: Draw): Presence => {
  const { optional, absent, set, pools } = draw
  const place = placeOf(child.path)
  const isGiven = isKnown(child, draw) || set.has(place) || pools.has(place)
  if (absent.has(place) || (!isGiven && allowsNothing(child.schemas.fair))) return 'absent'
  if (isDemanded(child, draw)) return 'present'
  if (child.isCut || child.schemas.strict['x-assay-drawn'] === 'never' || !(isGiven || ends(child))) return 'absent'
  if (optional === 'all') return 'present'
  return optional === 'none' ? 'absent' : 'either'
}

const isDemanded = (child: SchemaNode, { present, set }: Draw): boolean => {
  const place = placeOf(child.path)
  return (
    child.required.fair ||
    child.schemas.strict['x-assay-drawn'] === 'always' ||
    [...present, ...set.keys()].some(
      (one) => one === place || one.startsWith(`${place}/`) || one.startsWith(`${place}[`),
    )
  )
}

/** The user gives its value: what no value is sure to be taken of (`x-assay-fair: { not: {} }`) is sent all the same. */
const isKnown = ({ schemas: { fair } }: SchemaNode, { fixtures }: Draw): boolean => {
  const fixture = fair['x-assay-fixture']
  return typeof fixture === 'string' && fixtures[fixture] !== undefined
}

/** With the member that is a sum set to it. Where it would be negative, what is subtracted becomes 0. */
export const addedUp = (value: JsonObject, { schemas }: Pick<SchemaNode, 'schemas'>): JsonObject => {
  const rule = annotation(schemas.fair, 'x-assay-sum')
  if (!rule || typeof value[rule.member] !== 'number') return value
  const balanced = sumOf(rule, value) >= 0 ? value : rule.minus.reduce(zeroed, value)
  return { ...balanced, [rule.member]: sumOf(rule, balanced) }
}

const zeroed = (value: JsonObject, term: string): JsonObject => {
  const [list = '', member] = term.split('[].')
  if (member === undefined) return term in value ? { ...value, [term]: 0 } : value
  const elements = value[list]
  if (!isList(elements)) return value
  return {
    ...value,
    [list]: elements.map((element) => (isObject(element) && member in element ? { ...element, [member]: 0 } : element)),
  }
}
