import type { ContractRun } from './build.ts'
import { lostReplies } from './lost-replies.ts'
import { anchorsOf } from './valid-requests.ts'

/** What makes a whole run say little, told once instead of at every requirement. */
export const voidReasons = (run: ContractRun): readonly string[] => {
  const { id, counts, errors } = run
  return [
    ...(nothingAccepted(run) ?? []),
    ...(counts.sent > 0 && counts.answered === 0
      ? [`${id}: the target answered none of ${counts.sent} requests: is it running, and is --target its base URL?`]
      : []),
    ...(counts.throttled > 0
      ? [`${id}: the target throttled ${counts.throttled} times; set --rate below its limit`]
      : []),
    ...lostReplies(id, counts),
    ...(errors.length > 0
      ? [`${id}: ${errors.length} cases could not be judged because of a fault of Assay's own`]
      : []),
    ...commonReasons(run),
  ]
}

const refusedText =
  'the target refuses the credentials of every valid request: check --token, ASSAY_TOKEN or target.auth'

/** Whether a reason says that nothing could be tried because nobody was let in. */
export const isRefusedCredentials = (reason: string): boolean => reason.endsWith(refusedText)

/** Of all operations that the target answered at all, none took its smallest or its fullest valid request. */
const nothingAccepted = ({ id, results }: ContractRun): readonly string[] | undefined => {
  const answered = anchorsOf(results).filter((anchor) => anchor.isAnswered)
  const [first] = answered
  if (!first || answered.some(({ isAccepted }) => isAccepted)) return undefined
  if (answered.every(({ refusal }) => refusal.includes('refuses the credentials'))) return [`${id}: ${refusedText}`]
  const operations = answered.length === 1 ? '1 operation' : `${answered.length} operations`
  return [`${id}: the target accepts no valid request of ${operations}: ${first.operation}: ${first.refusal}`]
}

/** The three reasons that leave the most requirements open. */
const commonReasons = ({ id, results }: ContractRun): readonly string[] => {
  const reasons = new Map<string, Set<string>>()
  for (const { evidence } of results) {
    for (const { requirement, verdict, reason } of evidence) {
      if (verdict === 'inconclusive' && reason) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(requirement))
    }
  }
  return [...reasons]
    .map(([reason, { size }]) => [reason, size] as const)
    .filter(([, count]) => count >= 3)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 3)
    .map(([reason, count]) => `${id}: ${count} requirements are inconclusive: ${reason}`)
}
