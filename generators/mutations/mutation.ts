import type fc from 'fast-check'
import type { Schema } from '../../contracts/schema/schema.ts'
import type { Json } from '../../core/json.ts'

/** Breaks one keyword of a schema, or says why it cannot be broken alone. */
export type Mutation = {
  readonly keyword: string
  readonly violate: (schema: Schema) => readonly Candidate[] | Unbreakable
}

/** Values that break the keyword in one way; nearest misses come first. */
export type Candidate = {
  readonly label: string
  readonly value: fc.Arbitrary<Json>
  /** No document says that it is not read as a value that keeps the keyword. */
  readonly mayBeTaken?: true
}

export type Unbreakable = { readonly unbreakable: string }

export const isUnbreakable = (candidates: readonly Candidate[] | Unbreakable): candidates is Unbreakable =>
  'unbreakable' in candidates
