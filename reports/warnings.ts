import type { RequirementReport } from '../core/report.ts'

/** What is not quite as it should be under every reading. */
export const warningsOf = (requirements: readonly RequirementReport[]): readonly RequirementReport[] =>
  requirements.filter(
    ({ verdict, findings: [first] }) => verdict === 'warn' && first !== undefined && first.ambiguities.length === 0,
  )
