import type { RequirementReport } from '../core/report.ts'

/** A reading of the documents that the target holds: the numbers of the contradictions, and where it was seen. */
export type Reading = { readonly numbers: string; readonly requirements: readonly RequirementReport[] }

/** Where the documents contradict themselves, what the target does tells which reading it holds. */
export const readingsOf = (requirements: readonly RequirementReport[]): readonly Reading[] => {
  const groups = new Map<string, RequirementReport[]>()
  for (const one of requirements) {
    if (!isReading(one)) continue
    const numbers = one.findings[0]?.ambiguities.join(', ') ?? ''
    groups.set(numbers, [...(groups.get(numbers) ?? []), one])
  }
  return [...groups].map(([numbers, ones]) => ({ numbers, requirements: ones }))
}

/** What is not quite as it should be under every reading. */
export const warningsOf = (requirements: readonly RequirementReport[]): readonly RequirementReport[] =>
  requirements.filter((one) => one.verdict === 'warn' && one.findings.length > 0 && !isReading(one))

const isReading = ({ verdict, findings }: RequirementReport): boolean =>
  verdict === 'warn' && (findings[0]?.ambiguities.length ?? 0) > 0
