import fc from 'fast-check'
import { isObject, type Json, type JsonObject } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { SchemaNode } from '../../schemas/node.ts'
import { type SumRule, sumOf } from '../../schemas/own-keywords.ts'
import { allowsNothing, numberAt } from '../../schemas/schema.ts'
import type { Draw, Grow } from '../draw.ts'

export const object = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<JsonObject> => {
  const model: Record<string, fc.Arbitrary<Json>> = {}
  const required: string[] = []
  for (const { name, child, presence } of membersOf(node, draw)) {
    if (presence === 'absent') continue
    model[name] = grow(child, draw)
    if (presence === 'present') required.push(name)
  }
  return fc
    .tuple(
      fc.record(model, { requiredKeys: required, noNullPrototype: true }),
      extras(node, draw, { grow, named: Object.keys(model).length, sure: required.length }),
    )
    .map(([named, more]) => addedUp({ ...more, ...named } as JsonObject, node))
}

type Member = { readonly name: string; readonly child: SchemaNode; readonly presence: Presence }
type Presence = 'present' | 'absent' | 'either'

/** The named members; the first optional ones are present where the schema asks for more than are required. */
const membersOf = (node: SchemaNode, draw: Draw): readonly Member[] => {
  const members = Object.entries(node.properties).map(
    ([name, child]): Member => ({ name, child, presence: presenceOf(child, draw) }),
  )
  const lacking = fewestOf(node) - members.filter(({ presence }) => presence === 'present').length
  const promoted = members
    .filter(({ child, presence }) => presence !== 'present' && !child.isCut && !draw.absent.has(placeOf(child.path)))
    .slice(0, Math.max(0, lacking))
  return members.map((member) => (promoted.includes(member) ? { ...member, presence: 'present' } : member))
}

const fewestOf = ({ schemas }: SchemaNode): number => numberAt(schemas.fair, 'minProperties') ?? 0

const presenceOf = (child: SchemaNode, draw: Draw): Presence => {
  const { optional, present, absent, set } = draw
  const place = placeOf(child.path)
  if (absent.has(place) || (isNeverSent(child, draw) && !set.has(place))) return 'absent'
  const drawn = child.schemas.strict['x-assay-drawn']
  const wanted = [...present, ...set.keys()].some(
    (one) => one === place || one.startsWith(`${place}/`) || one.startsWith(`${place}[`),
  )
  if (child.required.fair || wanted || drawn === 'always') return 'present'
  if (child.isCut || drawn === 'never') return 'absent'
  if (optional === 'all') return 'present'
  return optional === 'none' ? 'absent' : 'either'
}

/** No value is sure to be taken by every fair server (`x-assay-fair: { not: {} }`), unless the user gives one. */
const isNeverSent = ({ schemas: { fair } }: SchemaNode, { fixtures }: Draw): boolean => {
  const fixture = fair['x-assay-fixture']
  const isKnown = typeof fixture === 'string' && fixtures[fixture] !== undefined
  return !isKnown && allowsNothing(fair)
}

type Named = {
  readonly grow: Grow
  /** How many members with names of their own there may be, and how many there are for sure. */
  readonly named: number
  readonly sure: number
}

/** Members of a map: as many as `minProperties` asks for, no more than `maxProperties` leaves room for. */
const extras = (node: SchemaNode, draw: Draw, { grow, named, sure }: Named): fc.Arbitrary<JsonObject> => {
  const { fair } = node.schemas
  const least = Math.max(0, fewestOf(node) - sure)
  const isMap = node.additional !== undefined && (draw.optional !== 'none' || fewestOf(node) > 0)
  if (!isMap && (least === 0 || fair['additionalProperties'] === false)) return fc.constant({})
  const room = Math.max(0, (numberAt(fair, 'maxProperties') ?? Number.POSITIVE_INFINITY) - named)
  return fc.dictionary(
    fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 3, maxLength: 8 }),
    node.additional ? grow(node.additional, draw) : fc.constant('a'),
    {
      minKeys: least,
      maxKeys: Math.max(least, Math.min(2, room)),
      noNullPrototype: true,
    },
  )
}

/** With the member that is a sum set to it. Where it would be negative, what is subtracted becomes 0. */
export const addedUp = (value: JsonObject, { schemas }: Pick<SchemaNode, 'schemas'>): JsonObject => {
  const rule = schemas.fair['x-assay-sum'] as SumRule | undefined
  if (!rule || typeof value[rule.member] !== 'number') return value
  const balanced = sumOf(rule, value) >= 0 ? value : rule.minus.reduce(zeroed, value)
  return { ...balanced, [rule.member]: sumOf(rule, balanced) }
}

const zeroed = (value: JsonObject, term: string): JsonObject => {
  const [list = '', member] = term.split('[].')
  if (member === undefined) return term in value ? { ...value, [term]: 0 } : value
  const elements = value[list]
  if (!Array.isArray(elements)) return value
  return {
    ...value,
    [list]: elements.map((element) =>
      isObject(element) && member in element ? { ...(element as JsonObject), [member]: 0 } : element,
    ),
  }
}
