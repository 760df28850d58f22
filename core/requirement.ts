/** How binding a promise is: the document says it, it follows from the document or a standard, or it is open. */
export type Level = 'must' | 'should' | 'may'

export const levels: readonly Level[] = ['must', 'should', 'may']

/** Where a promise stands. */
export type Source = {
  /** The document's number and title, as in `001 Create Order`. */
  readonly document: string
  readonly section: string
  readonly row?: string
}

/**
 * One checkable promise; the unit of verdicts.
 *
 * The id reads `<contract>/<operation>/<facet>/<path>/<keyword>` and is stable from release to release.
 */
export type Requirement = {
  readonly id: string
  readonly operation: string
  readonly level: Level
  readonly title: string
  readonly source: Source
  /** Numbers of the document's contradictions that bear on this promise. */
  readonly ambiguities: readonly number[]
  readonly testedBy: TestedBy
  /** Fixtures without which the promise cannot be tried. */
  readonly fixtures: readonly string[]
}

export type TestedBy =
  | { readonly kind: 'violation'; readonly how: string }
  | { readonly kind: 'acceptance'; readonly how: string }
  | { readonly kind: 'reply'; readonly how: string }
  | { readonly kind: 'flow'; readonly how: string }
  /** No outside observer can bring it about: `how` says why. */
  | { readonly kind: 'nothing'; readonly how: string }
