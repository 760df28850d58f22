import fc from 'fast-check'
import type { Json, JsonObject } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { SchemaNode } from '../../schemas/node.ts'
import { type SumRule, sumOf } from '../../schemas/own-keywords.ts'
import { numberAt } from '../../schemas/schema.ts'
import type { Draw, Grow } from '../draw.ts'

export const object = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<JsonObject> => {
  const members = Object.entries(node.properties)
  const model: Record<string, fc.Arbitrary<Json>> = {}
  const required: string[] = []
  for (const [name, child] of members) {
    const presence = presenceOf(child, draw)
    if (presence === 'absent') continue
    model[name] = grow(child, draw)
    if (presence === 'present') required.push(name)
  }
  return fc
    .tuple(fc.record(model, { requiredKeys: required, noNullPrototype: true }), extras(node, draw, grow))
    .map(([named, more]) => addedUp({ ...more, ...named } as JsonObject, node))
}

const presenceOf = (child: SchemaNode, { optional, present, absent, set }: Draw): 'present' | 'absent' | 'either' => {
  const place = placeOf(child.path)
  if (absent.has(place)) return 'absent'
  const drawn = child.schemas.strict['x-assay-drawn']
  const wanted = [...present, ...set.keys()].some(
    (one) => one === place || one.startsWith(`${place}/`) || one.startsWith(`${place}[`),
  )
  if (child.required.fair || wanted || drawn === 'always') return 'present'
  if (drawn === 'never') return 'absent'
  if (optional === 'all') return 'present'
  return optional === 'none' ? 'absent' : 'either'
}

/** Members of a map: as many as `minProperties` asks for. */
const extras = (node: SchemaNode, draw: Draw, grow: Grow): fc.Arbitrary<JsonObject> => {
  const fewest = numberAt(node.schemas.fair, 'minProperties') ?? 0
  if (!node.additional || (fewest === 0 && draw.optional === 'none')) return fc.constant({})
  const least = Math.max(0, fewest - Object.keys(node.properties).length)
  return fc.dictionary(
    fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 3, maxLength: 8 }),
    grow(node.additional, draw),
    {
      minKeys: least,
      maxKeys: Math.max(least, 2),
      noNullPrototype: true,
    },
  )
}

/** With the member that is a sum set to it. Where it would be negative, what is subtracted becomes 0. */
export const addedUp = (value: JsonObject, { schemas }: Pick<SchemaNode, 'schemas'>): JsonObject => {
  const rule = schemas.fair['x-assay-sum'] as SumRule | undefined
  if (!rule || typeof value[rule.member] !== 'number') return value
  const sum = sumOf(rule, value)
  return sum >= 0 ? { ...value, [rule.member]: sum } : addedUp(rule.minus.reduce(zeroed, value), { schemas })
}

const zeroed = (value: JsonObject, term: string): JsonObject => {
  const [list = '', member] = term.split('[].')
  if (member === undefined) return term in value ? { ...value, [term]: 0 } : value
  const elements = value[list]
  if (!Array.isArray(elements)) return value
  return {
    ...value,
    [list]: elements.map((element) =>
      member in (element as JsonObject) ? { ...(element as JsonObject), [member]: 0 } : element,
    ),
  }
}
