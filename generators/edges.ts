import { isNeverDrawn } from '../contracts/schema/never-drawn.ts'
import { nodesOf, type SchemaNode } from '../contracts/schema/node.ts'
import { allowsNothing, allowsType, numberAt, type Schema, typesOf } from '../contracts/schema/schema.ts'
import { isList, type Json } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import { isFreeText, wordKindOf } from './vocabulary.ts'

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
    return stringEdges(fair, documented, isFreeText(wordKindOf(path.findLast((step) => step !== '[]') ?? '')))
  if (types.includes('integer') || types.includes('number'))
    return numberEdges(fair, documented, types.includes('number'))
  return []
}

type Documented = (keyword: string) => number | undefined

/** The longest text that is sent to show that a limit is held. */
const longest = 20_000

const stringEdges = (fair: Schema, documented: Documented, isProse: boolean): readonly Value[] => {
  const text = isProse ? prose : letters
  if ('format' in fair)
    return fair['format'] === 'utc-date-time' ? [{ keyword: 'format', value: '2024-02-29T23:59:59Z' }] : []
  if ('pattern' in fair) return []
  const [least, most] = [documented('minLength'), documented('maxLength')]
  return [
    ...(most !== undefined && most > 0 && most <= longest ? [{ keyword: 'maxLength', value: text(most) }] : []),
    ...(least !== undefined && least > 0 && least <= longest ? [{ keyword: 'minLength', value: text(least) }] : []),
  ]
}

const letters = (length: number): string => 'x'.repeat(length)

/** Letters and blanks, of exactly the given length. */
const prose = (length: number): string =>
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
