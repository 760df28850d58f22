import type { Evidence } from '../core/finding.ts'

/** The same thing seen twice about a requirement is reported once; each finding is kept. */
export const distinct = (evidence: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(evidence.map((one) => [keyOf(one), one])).values(),
]

/** A promise that was kept, which most are, is reported by its id alone. */
const keyOf = ({ requirement, verdict, reason = '', finding }: Evidence): string => {
  if (finding) return `${requirement} ${finding.at} ${finding.message}`
  return verdict === 'pass' ? requirement : `${requirement} ${verdict} ${reason}`
}
