import type fc from 'fast-check'
import type { Judge } from '../contracts/schema/judge.ts'
import type { SchemaNode } from '../contracts/schema/node.ts'
import type { Json } from '../core/json.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How values are drawn. Places are written as in requirement ids: `customerOrder/items[]/mpn`. */
export type Draw = {
  readonly words: Vocabulary
  /** Which optional members a value has: none, all, or any of them. */
  readonly optional: 'none' | 'all' | 'some'
  /** Optional places that are present whatever `optional` says, with all above them. */
  readonly present: ReadonlySet<string>
  /** Places that are left out whatever `optional` says. */
  readonly absent: ReadonlySet<string>
  /** Values to use at places instead of drawn ones. */
  readonly set: ReadonlyMap<string, Json>
  /** Values of places that are usually left out or always the same: the target was seen to take them. */
  readonly pools: ReadonlyMap<string, readonly Json[]>
  /** Lists that may be longer than any fair server is sure to take: the target was seen to take such. */
  readonly long: ReadonlySet<string>
  /** Values that exist at the target, by fixture name. */
  readonly fixtures: Readonly<Record<string, Json>>
  readonly text: TextKind
  /** `plain` are small whole numbers, where the schema allows them. */
  readonly numbers: 'plain' | 'any'
  /** So many elements in a list, where the schema allows them; else as few as it allows. */
  readonly elements?: number
  /** The place of the list that has so many. @defaultValue every list */
  readonly elementsAt?: string
  /** Says which values keep a schema whose keywords no construction can promise, such as `not`. */
  readonly judge?: Judge
}

/** `plain` is ASCII that any system takes; `unicode` is never ASCII only; `any` mixes both. */
export type TextKind = 'plain' | 'unicode' | 'any'

/** Draws a value that is valid for a node under every reading. */
export type Grow = (node: SchemaNode, draw: Draw) => fc.Arbitrary<Json>

export const drawWith = (words: Vocabulary, options: Partial<Omit<Draw, 'words'>> = {}): Draw => ({
  words,
  optional: 'none',
  present: new Set(),
  absent: new Set(),
  set: new Map(),
  pools: new Map(),
  long: new Set(),
  fixtures: {},
  text: 'plain',
  numbers: 'any',
  ...options,
})
