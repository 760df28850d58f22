import fc from 'fast-check'
import type { SchemaNode } from '../../contracts/schema/node.ts'
import { additionalOf, isClosed, numberAt, type Schema } from '../../contracts/schema/schema.ts'
import { isList, type Json, type JsonObject } from '../../core/json.ts'
import { oncePer } from '../../core/once-per.ts'
import { isSurelyMatch, patternOf } from '../../core/pattern.ts'
import { placeOf } from '../../core/place.ts'
import type { Draw, Grow } from '../draw.ts'
import { drawn } from '../drawn.ts'
import { ends } from './ends.ts'
import { fitting, text } from './string.ts'

type Named = {
  readonly grow: Grow
  /** How many members with names of their own there may be, and how many there are for sure. */
  readonly named: number
  readonly sure: number
}

/** Members of a map: as many as `minProperties` asks for, no more than `maxProperties` leaves room for. */
export const extras = (node: SchemaNode, draw: Draw, { grow, named, sure }: Named): fc.Arbitrary<JsonObject> => {
  const least = Math.max(0, fewestOf(node) - sure)
  // Members that the schema says nothing about are drawn only where it asks for more than it names.
  const kinds = kindsOfExtra(node).filter(({ node: kind }) => least > 0 || (kind && says(kind)))
  const isMap = kinds.length > 0 && (draw.optional !== 'none' || fewestOf(node) > 0)
  const isAsked = [...draw.present].some((place) => place.startsWith(`${placeOf([...node.path, '*'])}`))
  const [first, ...others] = kinds
  if (!first || (!isMap && least === 0 && !isAsked)) return fc.constant({})
  const room = Math.max(0, mostOf(node) - named)
  const fewest = Math.max(least, isAsked ? 1 : 0)
  const members = (kind: Extra, size: { minKeys: number; maxKeys: number }) =>
    fc.dictionary(kind.name, kind.node ? grow(kind.node, draw) : fc.constant<Json>('a'), {
      ...size,
      noNullPrototype: true,
    })
  const most = Math.max(fewest, Math.min(2, room))
  // Beside the first kind of member, one of each other kind where there is room.
  const more = draw.optional === 'none' ? [] : others.slice(0, Math.max(0, room - most))
  return fc
    .tuple(
      members(first, { minKeys: fewest, maxKeys: most }),
      ...more.map((kind) => members(kind, { minKeys: 0, maxKeys: 1 })),
    )
    .map((all) => Object.assign({}, ...all))
}

/** The name of a member that a schema allows beside those it names, one that it tells of by a pattern first. */
export const extraName = (node: SchemaNode, seed: number): string | undefined => {
  const [plain, ...others] = kindsOfExtra(node)
  const kind = others[0] ?? plain
  return kind && drawn(kind.name, seed)
}

const says = ({ schemas: { fair } }: SchemaNode): boolean => Object.keys(fair).length > 0

type Extra = { readonly name: fc.Arbitrary<string>; readonly node?: SchemaNode }

/** The kinds of members that a schema allows beside those it names: by a pattern of their names, and any other. */
const kindsOfExtra = oncePer((node: SchemaNode): readonly Extra[] => {
  const { patterned, names } = node.parts()
  const { fair } = node.schemas
  const isNamed = (name: string) => Object.hasOwn(node.properties, name)
  const isPatterned = (name: string) => patterned.some(([pattern]) => isSurelyMatch(pattern, name))
  const plain = names
    ? nameOf(names.schemas.fair)
    : fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 3, maxLength: 8 })
  const free = fitting(plain, (name) => !isNamed(name) && !isPatterned(name))
  const byPattern = patterned.flatMap(([pattern, one]): readonly Extra[] => {
    const name = fitting(
      text(names ? { allOf: [{ pattern }, names.schemas.fair] } : { pattern }),
      (one) => !isNamed(one),
    )
    return name && ends(one) && patternOf(pattern) ? [{ name, node: one }] : []
  })
  const isOpen = !isClosed(additionalOf(fair)) && (node.additional === undefined || ends(node.additional))
  return [
    ...(isOpen && free ? [{ name: free, ...(node.additional ? { node: node.additional } : {}) }] : []),
    ...byPattern,
  ]
})

const nameOf = (schema: Schema): fc.Arbitrary<string> => {
  const { const: only, enum: some } = schema
  if (typeof only === 'string') return fc.constant(only)
  const texts = isList(some) ? some.filter((one) => typeof one === 'string') : []
  return texts.length > 0 ? fc.constantFrom(...texts) : text(schema)
}

const fewestOf = ({ schemas }: SchemaNode): number => numberAt(schemas.fair, 'minProperties') ?? 0

const mostOf = ({ schemas }: SchemaNode): number => numberAt(schemas.fair, 'maxProperties') ?? Number.POSITIVE_INFINITY
