/** How binding a promise is: what it rests on decides, and `may` is what the documents leave open. */
export type Level = 'must' | 'should' | 'may'

export const levels: readonly Level[] = ['must', 'should', 'may']

/**
 * What a promise rests on: a sentence, row or sample of the vendor's own document; a page that the document links to; a
 * standard that it relies on; or what follows from the document without being said there.
 */
export type SourceKind = 'document' | 'linked page' | 'standard' | 'inference'

/** Where a promise stands. */
export type Source = {
  /** The document's number and title, as in `001 Create Order`; of a standard, its name. */
  readonly document: string
  readonly section: string
  readonly row?: string
  /** @defaultValue 'document' */
  readonly kind?: SourceKind
}

/** How binding a promise is that nothing else is said of: see docs/decisions/0010-levels.md. */
export const levelOfSource = ({ kind = 'document' }: Source): Level => (kind === 'document' ? 'must' : 'should')

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

/** That a request is taken, that it is refused, or what a reply is or holds. */
export type Shown = 'accepted' | 'refused' | 'reply'

export type TestedBy =
  | { readonly kind: 'violation'; readonly how: string }
  | {
      readonly kind: 'acceptance'
      readonly how: string
      /** Why no case can try it, where none can as the documents stand. */
      readonly unless?: string
    }
  | { readonly kind: 'reply'; readonly how: string }
  | {
      readonly kind: 'flow'
      readonly how: string
      /** What one call of the story shows; without it, what several calls show together. */
      readonly shows?: Shown
    }
  /** No outside observer can bring it about: `how` says why. */
  | { readonly kind: 'nothing'; readonly how: string }
