import type { RequirementReport } from '../core/report.ts'

/** Where only the wide reading of the documents is kept, by the contradictions that leave it open. */
export const readingsOf = (
  requirements: readonly RequirementReport[],
): readonly (readonly [string, readonly RequirementReport[]])[] => {
  const readings = new Map<string, RequirementReport[]>()
  for (const one of requirements) {
    const numbers = one.verdict === 'warn' ? (one.findings[0]?.ambiguities ?? []) : []
    if (numbers.length === 0) continue
    const key = numbers.join(', ')
    readings.set(key, [...(readings.get(key) ?? []), one])
  }
  return [...readings]
}

/** A `should` that is broken, whatever the reading. */
export const isSoft = ({ verdict, findings }: RequirementReport): boolean =>
  verdict === 'warn' && findings[0] !== undefined && findings[0].ambiguities.length === 0
