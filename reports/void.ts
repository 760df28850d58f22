import type { ContractRun } from './build.ts'

/** What makes a whole run say little, told once instead of at every requirement. */
export const voidReasons = ({ id, results, counts, errors }: ContractRun): readonly string[] => {
  const reasons = new Map<string, Set<string>>()
  for (const { evidence } of results) {
    for (const { requirement, verdict, reason } of evidence) {
      if (verdict === 'inconclusive' && reason) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(requirement))
    }
  }
  const common = [...reasons]
    .map(([reason, { size }]) => [reason, size] as const)
    .filter(([, count]) => count >= 3)
    .sort(([, one], [, other]) => other - one)
  return [
    ...(credentialsRefused(results) ? [`${id}: ${refusedText}`] : []),
    ...(counts.sent > 0 && counts.answered === 0
      ? [`${id}: the target answered none of ${counts.sent} requests: is it running, and is --target its base URL?`]
      : []),
    ...(counts.throttled > 0
      ? [`${id}: the target throttled ${counts.throttled} times; set --rate below its limit`]
      : []),
    ...(errors.length > 0
      ? [`${id}: ${errors.length} cases could not be judged because of a fault of Assay's own`]
      : []),
    ...common.slice(0, 3).map(([reason, count]) => `${id}: ${count} requirements are inconclusive: ${reason}`),
  ]
}

const refusedText =
  'the target refuses the credentials of every valid request: check --token, ASSAY_TOKEN or target.auth'

/** Whether a reason says that nothing could be tried because nobody was let in. */
export const isRefusedCredentials = (reason: string): boolean => reason.endsWith(refusedText)

const credentialsRefused = (results: ContractRun['results']): boolean => {
  const anchors = results.filter(({ id }) => id.endsWith('/valid/minimal'))
  return (
    anchors.length > 0 &&
    anchors.every(({ evidence }) => evidence.some(({ reason }) => reason?.includes('refuses the credentials') === true))
  )
}
