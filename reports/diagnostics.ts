import type { Unusable } from '../core/report.ts'
import type { ContractRun } from './contract-run.ts'
import { counted } from './counted.ts'
import { lostReplies } from './lost-replies.ts'
import { refusalOf } from './unusable.ts'
import { unusableLines } from './unusable-line.ts'

export const experimental =
  'support for documents other than the four built in is experimental: what it finds broken may rest on values that do not exist at the target'

/** What makes a whole run say little, reported once instead of at every requirement. */
export const diagnostics = (run: ContractRun, unusable: Unusable | undefined): readonly string[] => {
  const { id, counts, errors, isForeign } = run
  const refusal = unusable ? undefined : refusalOf(run)
  return [
    ...(isForeign ? [`${id}: ${experimental}`] : []),
    ...unusableLines({ id, ...(unusable ? { unusable } : {}) }),
    ...(refusal === undefined ? [] : [`${id}: ${refusal}`]),
    ...(counts.throttled > 0 && !unusable
      ? [`${id}: the target throttled ${counted(counts.throttled, 'time')}; set --rate below its limit`]
      : []),
    ...lostReplies(id, counts),
    ...(errors.length > 0
      ? [`${id}: ${counted(errors.length, 'case')} could not be judged because of a fault of Assay's own`]
      : []),
    ...(unusable ? [] : commonReasons(run)),
  ]
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
    .map(
      ([reason, count]) =>
        `${id}: ${counted(count, 'requirement')} ${count === 1 ? 'is' : 'are'} inconclusive: ${reason}`,
    )
}
