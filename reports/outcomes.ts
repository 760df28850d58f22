import type { RequirementReport, Unusable } from '../core/report.ts'
import { type Outcome, outcomeOf, overall } from '../core/verdict.ts'

/** An unusable target was not judged; a known failure does not gate; a contract with faults of our own cannot be conformant. */
export const contractOutcome = (
  requirements: readonly Pick<RequirementReport, 'level' | 'verdict' | 'known'>[],
  { errors, unusable }: { readonly errors: readonly string[]; readonly unusable?: Unusable | undefined },
): Outcome => {
  if (unusable) return 'unusable'
  const outcome = outcomeOf(requirements.filter(({ known }) => known === undefined))
  return outcome === 'conformant' && errors.length > 0 ? 'incomplete' : outcome
}

/** What was not reached may be broken: an interrupted run is never conformant. */
export const runOutcome = (contracts: readonly { readonly outcome: Outcome }[], interrupted: boolean): Outcome => {
  const outcome = overall(contracts.map((contract) => contract.outcome))
  return interrupted && outcome === 'conformant' ? 'incomplete' : outcome
}
