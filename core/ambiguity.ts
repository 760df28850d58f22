/** A place where the documents contradict themselves or leave something open, and what became of it. */
export type Ambiguity = {
  readonly number: number
  /** The contracts it touches. */
  readonly contracts: readonly string[]
  /** The document's number. */
  readonly document: string
  readonly section: string
  readonly question: string
  readonly why?: string
} & Resolution

type Resolution =
  /** The contract holds both readings, each in words. */
  | {
      readonly resolution: 'both'
      readonly strict: string
      readonly wide: string
      /** Globs of requirements, without the contract, whose verdict tells which reading a target holds. */
      readonly by?: readonly string[]
      /** A target holds one of the two in all that it answers: one that shows both holds neither. */
      readonly throughout?: boolean
    }
  /** No outside observer can tell the readings apart, or only one has anything to stand on. */
  | { readonly resolution: 'one' }
  /** It touches no contract. */
  | { readonly resolution: 'none' }
  /** Other numbers hold it, contract by contract. */
  | { readonly resolution: 'see'; readonly see: readonly number[] }

/** What became of it, in one line. */
export const resolutionText = (one: Ambiguity): string => {
  const why = one.why === undefined ? '' : `; ${one.why}`
  switch (one.resolution) {
    case 'both':
      return `both readings: ${one.strict} (strict), or ${one.wide} (wide)${why}`
    case 'one':
      return `only one can be judged: ${one.why}`
    case 'none':
      return `touches no contract: ${one.why}`
    case 'see':
      return `see ${one.see.join(', ')}: ${one.why}`
  }
}
