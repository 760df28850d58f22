import type { Judge } from '../contracts/schema/judge.ts'
import { isNeverDrawn } from '../contracts/schema/never-drawn.ts'
import { nodeAt, nodesOf, type SchemaNode } from '../contracts/schema/node.ts'
import { allowsNothing, type Schema, typesOf } from '../contracts/schema/schema.ts'
import { at, isList, isObject, type Json } from '../core/json.ts'
import { firstAt, isWithin, placeOf } from '../core/place.ts'
import { type Edge, packed } from './edges.ts'
import { typed } from './valid/valid.ts'

/**
 * A value that the documents' own words allow, and that no valid request is drawn with: it may have to exist at the
 * target, or to fit what else is sent. It may be refused; where others of its place are taken, that is worth telling.
 */
export type Tentative = Edge & {
  readonly name: string
  /** Only a wide reading allows it: that it is refused says nothing, that it is taken, that its place is. */
  readonly isWide?: true
  /** It shows whether the target breaks; where it is taken, no other request is drawn with it. */
  readonly isOnce?: true
  /** Nothing says that it is taken: that it is refused says nothing, that the target breaks at it does. */
  readonly mayBeRefused?: true
  /** Nothing of this name need exist: only beside others that were made up does its refusal say anything. */
  readonly isMadeUp?: true
}

type Named = Omit<Tentative, 'place'>

/** Of every place, the plainest first. */
export const tentativeOf = (root: SchemaNode, { judge, fixtures, pools = {} }: Given): readonly Tentative[] =>
  nodesOf(root).flatMap((node) => {
    if (node.path.length === 0 || node.path.includes('*') || isNeverDrawn(root, node)) return []
    const place = placeOf(node.path)
    if (isPinned(node, fixtures)) return pooled(node, pools).map((one) => ({ place, ...one }))
    const isHeldBack = isFrozen(node) || isLeftOutOf(root, node, fixtures)
    return [...(isHeldBack ? valuesOf(node) : []), ...nullOf(node)]
      .filter(({ value }) => judge('wide', node.schemas.wide, value).length === 0)
      .map((one) =>
        judge('strict', node.schemas.strict, one.value).length > 0
          ? { place, ...one, isWide: true }
          : { place, ...one },
      )
  })

/**
 * The values for as few requests as may be. What exists nowhere is likely to be refused: among the others it would cost them
 * their request. What stands in an object would stand in the place of its null.
 */
export const rowsOf = (all: readonly Tentative[]): readonly (readonly Tentative[])[] =>
  [all.filter(({ isMadeUp }) => !isMadeUp), all.filter(({ isMadeUp }) => isMadeUp)].flatMap(packed).flatMap(apart)

const apart = (row: readonly Tentative[]): readonly (readonly Tentative[])[] => {
  const [held = [], holding = []] = [false, true].map((isHolder) =>
    row.filter(({ place }) => row.some((other) => isWithin(other.place, place)) === isHolder),
  )
  return holding.length === 0 ? [row] : [held, ...apart(holding)]
}

type Given = {
  readonly judge: Judge
  readonly fixtures: Readonly<Record<string, Json>>
  /** Further values of fixtures. */
  readonly pools?: Readonly<Record<string, readonly Json[]>>
}

/** What plain requests have at the places of fixtures that have further values. */
export const pinnedIn = (
  root: SchemaNode,
  { fixtures, pools }: Required<Omit<Given, 'judge'>>,
): readonly (readonly [place: string, value: Json])[] =>
  nodesOf(root).flatMap((node) => {
    const name = String(node.schemas.strict['x-assay-fixture'])
    const value = fixtures[name]
    return name in pools && value !== undefined ? [[placeOf(node.path), typed(value, node.schemas.strict)]] : []
  })

/** The other values that the user gave of it. */
const pooled = ({ schemas: { strict } }: SchemaNode, pools: Readonly<Record<string, readonly Json[]>>) =>
  (pools[String(strict['x-assay-fixture'])] ?? []).map((one): Named => {
    const value = typed(one, strict)
    return { name: JSON.stringify(value), value, keyword: 'type' }
  })

/** The user says which value it has, or none but the one that exists there is sure. */
const isPinned = ({ schemas: { strict, fair } }: SchemaNode, fixtures: Readonly<Record<string, Json>>): boolean => {
  const name = strict['x-assay-fixture']
  return typeof name === 'string' && (fixtures[name] !== undefined || !allowsNothing(fair))
}

/** Valid requests never hold it, or always with one value. */
const isFrozen = ({ schemas: { fair, strict } }: SchemaNode): boolean =>
  allowsNothing(fair) || 'x-assay-sample' in fair || lengthOf(fair['enum']) < lengthOf(strict['enum'])

/** The user gave an object whole, and it does not hold the member. */
const isLeftOutOf = (root: SchemaNode, { path }: SchemaNode, fixtures: Readonly<Record<string, Json>>): boolean =>
  path.some((_, index) => {
    const name = nodeAt(root, firstAt(path.slice(0, index)))?.schemas.fair['x-assay-fixture']
    const given = typeof name === 'string' ? fixtures[name] : undefined
    return isObject(given) && at(given, firstAt(path.slice(index))) === undefined
  })

const lengthOf = (list: unknown): number => (isList(list) ? list.filter((one) => one !== null).length : 0)

const valuesOf = (node: SchemaNode): readonly Named[] => {
  const { strict, wide } = node.schemas
  const shown = strict['examples']
  if (isList(shown)) return shown.map((value) => ({ name: JSON.stringify(value), value, keyword: 'type' }))
  if (isList(strict['enum']))
    return strict['enum']
      .filter((value) => value !== null)
      .map((value) => ({ name: JSON.stringify(value), value, keyword: 'enum' }))
  const types = typesOf(strict) ?? []
  const named = (keyword: string, values: readonly (readonly [string, Json])[]) =>
    values.map(([name, value]) => ({ name, value, keyword }))
  if (/date-time$/.test(String(strict['format'] ?? wide['format']))) return named('format', moments)
  if ('format' in strict && !isOfText(strict['format'])) return []
  if (types.includes('boolean')) return named('type', switches)
  if (types.includes('number')) return named('type', amounts)
  const odd = (values: readonly (readonly [string, Json])[]) =>
    named('type', values).map((one): Named => ({ ...one, isWide: true, isOnce: true }))
  if (types.includes('object')) return isMapOfTexts(strict) ? [...named('type', maps), ...odd(oddMaps)] : []
  // A whole number that is not drawn is mostly the id of something: one is as good as any other, and many exist nowhere.
  if (types.includes('integer'))
    return [...named('type', [['1', 1]]), ...named('type', rareIds).map((one): Named => ({ ...one, isWide: true }))]
  const isFree = !['pattern', 'x-assay-unique', 'minLength', 'maxLength'].some((one) => one in strict)
  if (!types.includes('string') || !isFree) return []
  const sample = strict['x-assay-sample']
  if (typeof sample === 'string')
    return named('type', likeSample(sample)).map((one): Named => ({ ...one, isMadeUp: true }))
  return 'x-assay-sample' in strict ? [] : [...named('type', texts), ...odd(oddTexts)]
}

/** Names of things that exist nowhere: one written as the sample is, then others. */
const likeSample = (sample: string): readonly (readonly [string, Json])[] => [
  ['another text of the form of the sample', sample.replace(/[A-Za-z\d](?=[^A-Za-z\d]*$)/, nextOf)],
  ['capitals and digits', 'ASSAY1'],
  ['small letters', 'assay'],
  ['digits', '314159'],
]

/** Another character of the same kind. */
const nextOf = (one: string): string =>
  one === 'z' ? 'a' : one === 'Z' ? 'A' : one === '9' ? '8' : String.fromCharCode(one.charCodeAt(0) + 1)

/** An object whose members have any names, and texts for values. */
const isMapOfTexts = (schema: Schema): boolean => {
  const { properties, additionalProperties: values } = schema
  return properties === undefined && isObject(values) && (typesOf(values) ?? []).includes('string')
}

/** Formats that say of a number how it may be written as text. */
const isOfText = (format: unknown): boolean => /-text$/.test(String(format))

const switches: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
]

const rareIds: readonly (readonly [string, Json])[] = [
  ['0', 0],
  ['more than 32 bits hold', 3_000_000_123],
]

const amounts: readonly (readonly [string, Json])[] = [
  ['a whole number', 12],
  ['a fraction', 12.5],
  ['a small fraction', 0.01],
  ['three decimals', 1.125],
  ['zero', 0],
]

const maps: readonly (readonly [string, Json])[] = [
  ['no entry', {}],
  ['one entry', { assay: 'Assay' }],
  ['two entries', { assay: 'Assay', other: "O'Brien" }],
  ['names of other characters', { 'assay.part-1/a b': 'Assay', Økonomi: 'Assay' }],
]

/** No document forbids it, and many a reader of maps does. */
const oddMaps: readonly (readonly [string, Json])[] = [['an empty name', { '': 'Assay' }]]

const moments: readonly (readonly [string, Json])[] = [
  ['a moment to come, UTC', '2039-12-31T12:00:00Z'],
  ['a moment to come, as the sample prints one', '2039-12-31 12:00:00.000'],
  ['a moment with an offset', '2039-08-27T23:59:59+02:00'],
  ['a moment with a fraction', '2039-08-27T23:59:59.123Z'],
  ['a moment with a fraction of six digits', '2039-08-27T23:59:59.123456+02:00'],
  ['a leap day', '2040-02-29T12:00:00Z'],
]

const texts: readonly (readonly [string, Json])[] = [
  ['plain text', 'Assay'],
  ['an apostrophe', "O'Brien"],
  ['text beyond ASCII', 'Økonomi 漢 😀'],
  ['quotes and markup', `"J" <b>&amp;\\`],
  ['digits that begin with 0', '00123'],
  ['a text of 150 characters', 'assay '.repeat(25).trim().padEnd(150, 'x')],
]

/** No document gives it a limit, and every server has one. */
const oddTexts: readonly (readonly [string, Json])[] = [
  ['a text of 5000 characters', 'assay '.repeat(834).slice(0, 4_999).padEnd(5_000, 'x')],
]

/**
 * Null, where the documents allow it: what platforms without a null for numbers and truth values make of it there is
 * left to them.
 */
const nullOf = ({ required, schemas: { strict } }: SchemaNode): readonly Named[] => {
  const types = typesOf(strict) ?? []
  const isValue = 'enum' in strict || types.some((type) => ['integer', 'number', 'boolean'].includes(type))
  // What each valid request has as an object is needed beside the rest of it.
  const isNeeded = required.fair || (strict['x-assay-drawn'] === 'always' && types.includes('object'))
  if (isNeeded || !types.includes('null') || isValue) return []
  return [{ name: 'null', value: null, keyword: 'type' }]
}
