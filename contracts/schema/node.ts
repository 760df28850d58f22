import { oncePer } from '../../core/once-per.ts'
import { placeOf } from '../../core/place.ts'
import type { Source } from '../../core/requirement.ts'
import type { Levels } from './provenance.ts'
import type { Fragment, Reading } from './readings.ts'
import type { Schema } from './schema.ts'

/** One place in a body: its schema under each reading, and what the documents say about it. */
export type SchemaNode = {
  /** Member names from the body's root; `[]` is any element, `*` any member that is not named. */
  readonly path: readonly string[]
  readonly schemas: Readonly<Record<Reading, Schema>>
  readonly required: Readonly<Record<Reading, boolean>>
  /** The contradiction that decides whether the member is required, where readings differ. */
  readonly requiredAmbiguity?: number
  readonly fragments: readonly Fragment[]
  readonly source: Source
  /** Keywords that stand elsewhere than the rest. */
  readonly sources: Readonly<Record<string, Source>>
  readonly levels: Levels
  readonly ambiguities: readonly number[]
  /** A recursive schema is not grown any further here. */
  readonly isCut: boolean
  readonly properties: Readonly<Record<string, SchemaNode>>
  /** Members that may be required, but not of what goes this way: `readOnly` in requests, `writeOnly` in replies. */
  readonly waived: readonly string[]
  readonly items?: SchemaNode
  readonly additional?: SchemaNode
  /** The forms that the schema leaves to choose from, each with what all have in common. Grown when asked for. */
  readonly branches: () => readonly SchemaNode[]
  /** What only those who draw look at. Grown when asked for. */
  readonly parts: () => Parts
  /** The same place, grown on where a recursive schema was cut. */
  readonly uncut: () => SchemaNode
}

export type Parts = {
  /** The first elements of a list, each with a schema of its own. */
  readonly prefix: readonly SchemaNode[]
  /** An element as `contains` asks for it. */
  readonly contained?: SchemaNode
  /** Members by what their names match. */
  readonly patterned: readonly (readonly [pattern: string, node: SchemaNode])[]
  /** What names of members must be. */
  readonly names?: SchemaNode
}

/** The node at a path of an actual body, where the contract knows it. */
export const nodeAt = (node: SchemaNode | undefined, path: readonly (string | number)[]): SchemaNode | undefined =>
  path.reduce<SchemaNode | undefined>((current, step) => {
    if (!current) return undefined
    const named = Object.hasOwn(current.properties, step) ? current.properties[String(step)] : undefined
    return named ?? (/^\d+$/.test(String(step)) ? (current.items ?? current.additional) : current.additional)
  }, node)

/** The node whose place is written so: `orderLines[]/quantity`. */
export const nodeOfPlace = (root: SchemaNode, place: string): SchemaNode | undefined =>
  nodesOf(root).find(({ path }) => placeOf(path) === place)

/** The node and all below it. */
export const nodesOf: (node: SchemaNode) => readonly SchemaNode[] = oncePer((node) => [
  node,
  ...Object.values(node.properties).flatMap((child) => nodesOf(child)),
  ...(node.items ? nodesOf(node.items) : []),
  ...(node.additional ? nodesOf(node.additional) : []),
])
