import { isNeverDrawn } from '../contracts/schema/never-drawn.ts'
import { nodesOf, type SchemaNode } from '../contracts/schema/node.ts'
import { allowsNothing, allowsType, numberAt, type Schema, typesOf } from '../contracts/schema/schema.ts'
import { isList, type Json } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import { isFreeText, type WordKind, wordKindOf } from './vocabulary.ts'

/** A value that is just still valid at a place, and the keyword at whose edge it stands. */
export type Edge = {
  readonly place: string
  readonly keyword: string
  readonly value: Json
  /** The kind of value, where it is of one that has a name: `a leap day`. */
  readonly name?: string
}

/** Every edge below a node: bounds met exactly, each value of an enum, both booleans. */
export const edgesOf = (root: SchemaNode): readonly Edge[] =>
  nodesOf(root).flatMap((node) =>
    'x-assay-fixture' in node.schemas.fair ||
    allowsNothing(node.schemas.fair) ||
    isNeverDrawn(root, node) ||
    node.path.includes('*')
      ? []
      : edgeValues(node).map((edge) => ({ place: placeOf(node.path), ...edge })),
  )

/** Packs edges into as few rows as there are edges at the busiest place; each row has one edge a place. */
export const packed = <T extends Edge>(edges: readonly T[]): readonly (readonly T[])[] => {
  const rows: T[][] = []
  const used = new Map<string, number>()
  for (const edge of edges) {
    const row = used.get(edge.place) ?? 0
    used.set(edge.place, row + 1)
    rows[row] = [...(rows[row] ?? []), edge]
  }
  return rows
}

/**
 * The edges in an order in which `packed` puts different ones beside each other: of two amounts one is the least and the
 * other is not. What takes one member's value for another's does not show where all have the same.
 */
export const staggered = <T extends Edge>(edges: readonly T[]): readonly T[] => {
  const places = [...new Set(edges.map(({ place }) => place))]
  return places.flatMap((place, index) => {
    const own = edges.filter((edge) => edge.place === place)
    const turn = index % own.length
    return [...own.slice(turn), ...own.slice(0, turn)]
  })
}

type Value = { readonly keyword: string; readonly value: Json }

/** Edges of the documents' own bounds. What is only fair, not documented, has no edge to be held to. */
const edgeValues = ({ schemas: { fair, strict }, path }: SchemaNode): readonly Value[] => {
  const documented = (keyword: string): number | undefined =>
    numberAt(fair, keyword) === numberAt(strict, keyword) ? numberAt(fair, keyword) : undefined
  if (isList(fair['enum'])) {
    return fair['enum'].filter((value) => value !== null).map((value) => ({ keyword: 'enum', value }))
  }
  const types = typesOf(fair) ?? []
  if (types.includes('boolean')) return [true, false].map((value) => ({ keyword: 'type', value }))
  if (allowsType(fair, 'string') && types.length > 0)
    return stringEdges(fair, documented, textOf(wordKindOf(path.findLast((step) => step !== '[]') ?? '')))
  if (types.includes('integer') || types.includes('number'))
    return numberEdges(fair, documented, types.includes('number'))
  return []
}

type Documented = (keyword: string) => number | undefined

/** The longest text that is sent to show that a limit is held. */
const longest = 20_000

const stringEdges = (fair: Schema, documented: Documented, text: Text): readonly Value[] => {
  if ('format' in fair)
    return fair['format'] === 'utc-date-time' ? [{ keyword: 'format', value: '2024-02-29T23:59:59Z' }] : []
  if ('pattern' in fair) return []
  const [least, most] = [documented('minLength'), documented('maxLength')]
  const edge = (keyword: string, length: number | undefined): readonly Value[] => {
    const value = length !== undefined && length > 0 && length <= longest ? text(length) : undefined
    return value === undefined ? [] : [{ keyword, value }]
  }
  return [...edge('maxLength', most), ...edge('minLength', least)]
}

/** A text of exactly so many characters; undefined where there is none of its kind. */
type Text = (length: number) => string | undefined

/** What a member is for may be looked at, though the document tells a length only. */
const textOf = (kind: WordKind): Text => (kind === 'email' ? mail : isFreeText(kind) ? prose : letters)

const letters: Text = (length) => 'x'.repeat(length)

/** As long as an address may be, with labels that are as long as labels may be (RFC 5321 section 4.5.3.1, RFC 1035 section 2.3.4). */
const mail: Text = (length) => {
  const domain = '@example.com'
  const names = length - domain.length
  if (names < 1 || length > 254) return undefined
  if (names <= 64) return `${'x'.repeat(names)}${domain}`
  const local = 'x'.repeat(names === 65 ? 63 : 64)
  const labels = 'x'.repeat(names - 1 - local.length).replace(/.{60}(?=.{2})/g, (label) => `${label.slice(1)}.`)
  return `${local}@${labels}.example.com`
}

/** Letters and blanks, of exactly the given length. */
const prose: Text = (length) =>
  'Lorem ipsum '
    .repeat(Math.ceil(length / 12))
    .slice(0, length - 1)
    .padEnd(length, 'x')

const numberEdges = (fair: Schema, documented: Documented, fractions: boolean): readonly Value[] => {
  const step = numberAt(fair, 'multipleOf') ?? (fractions ? undefined : 1)
  const onStep = (value: number, toCount: (ratio: number) => number): number =>
    step === undefined ? value : rounded(toCount(rounded(value / step)) * step)
  const [least, most] = [documented('minimum'), documented('maximum')]
  const [above, below] = [documented('exclusiveMinimum'), documented('exclusiveMaximum')]
  const cents = step === 0.01 && (numberAt(fair, 'minimum') ?? 0) < 0.99 && (numberAt(fair, 'maximum') ?? 1) >= 1
  const next = step ?? 0.01
  return [
    ...(least === undefined ? [] : [{ keyword: 'minimum', value: onStep(least, Math.ceil) }]),
    ...(most === undefined ? [] : [{ keyword: 'maximum', value: onStep(most, Math.floor) }]),
    ...(above === undefined ? [] : [{ keyword: 'exclusiveMinimum', value: rounded(onStep(above, Math.floor) + next) }]),
    ...(below === undefined ? [] : [{ keyword: 'exclusiveMaximum', value: rounded(onStep(below, Math.ceil) - next) }]),
    ...(cents ? [{ keyword: 'multipleOf', value: 0.99 }] : []),
  ]
}

/** Without the dust of binary fractions. */
const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)))
