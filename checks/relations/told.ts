import { bent, broken, type Evidence, type Finding, kept, untried } from '../../core/finding.ts'

/** What a relation found about one requirement in one exchange, before its id is known in full. */
export type Told =
  | { readonly kind: 'kept'; readonly facet: string }
  | { readonly kind: 'untried'; readonly facet: string; readonly reason: string }
  | { readonly kind: 'broken'; readonly facet: string; readonly finding: RelationFinding }
  /** Only a wide reading is kept, or something is missed that the documents leave open. */
  | {
      readonly kind: 'bent'
      readonly facet: string
      readonly finding: RelationFinding
      readonly ambiguities: readonly number[]
    }

export type RelationFinding = Omit<Finding, 'exchange' | 'ambiguities'>

/** Evidence of what was told, all of it shown by one exchange. */
export const evidenceOf = (
  told: Told,
  { id, exchange }: { readonly id: (facet: string) => string; readonly exchange: string },
): Evidence => {
  const requirement = id(told.facet)
  switch (told.kind) {
    case 'kept':
      return kept(requirement, exchange)
    case 'untried':
      return untried(requirement, told.reason)
    case 'broken':
      return broken(requirement, { ...told.finding, exchange })
    case 'bent':
      return bent(requirement, {
        ...told.finding,
        exchange,
        ...(told.ambiguities.length > 0 ? { ambiguities: told.ambiguities } : {}),
      })
  }
}
