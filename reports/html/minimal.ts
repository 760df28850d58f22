import type { FindingReport, RequirementReport } from '../../core/report.ts'

/** The finding that is easiest to read: the smallest request among those as bad as the worst, which stands first. */
export const minimalFinding = ({ findings }: RequirementReport): FindingReport | undefined => {
  const [first] = findings
  if (!first) return undefined
  const isReading = (one: FindingReport) => one.ambiguities.length > 0
  return findings
    .filter((one) => isReading(one) === isReading(first))
    .reduce((best, one) => (size(one) < size(best) ? one : best))
}

/** A finding without a request of ours to show is the last choice. */
const size = ({ curl }: FindingReport): number => (curl === '' ? Number.POSITIVE_INFINITY : curl.length)
