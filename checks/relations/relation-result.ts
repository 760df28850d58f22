import { type Evidence, type Finding, failed, passed, untested, warned } from '../../core/finding.ts'

/** What a relation found about one requirement in one exchange, before its id is known in full. */
export type RelationResult =
  | { readonly kind: 'passed'; readonly facet: string }
  | { readonly kind: 'untested'; readonly facet: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly facet: string; readonly finding: RelationFinding }
  /** Only a wide reading is kept, or something is missed that the documents leave open. */
  | {
      readonly kind: 'warned'
      readonly facet: string
      readonly finding: RelationFinding
      readonly ambiguities: readonly number[]
    }

export type RelationFinding = Omit<Finding, 'exchange' | 'ambiguities'>

/** Evidence of what was found, all of it shown by one exchange. */
export const evidenceOf = (
  result: RelationResult,
  { id, exchange }: { readonly id: (facet: string) => string; readonly exchange: string },
): Evidence => {
  const requirement = id(result.facet)
  switch (result.kind) {
    case 'passed':
      return passed(requirement, exchange)
    case 'untested':
      return untested(requirement, result.reason)
    case 'failed':
      return failed(requirement, { ...result.finding, exchange })
    case 'warned':
      return warned(requirement, {
        ...result.finding,
        exchange,
        ...(result.ambiguities.length > 0 ? { ambiguities: result.ambiguities } : {}),
      })
  }
}
