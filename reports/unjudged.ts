import type { CaseResult } from '../core/case.ts'
import { inconclusive } from '../core/finding.ts'

/** The results of an unusable target: what they seemed to show says nothing about the contract, for one cause. */
export const unjudged = (results: readonly CaseResult[], cause: string): readonly CaseResult[] =>
  results.map((result) => ({
    ...result,
    evidence: result.evidence.map(({ requirement, verdict, reason }) =>
      verdict === 'untested' || verdict === 'error'
        ? { requirement, verdict, ...(reason === undefined ? {} : { reason }) }
        : inconclusive(requirement, cause),
    ),
  }))
