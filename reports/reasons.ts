import type { RequirementReport } from '../core/report.ts'

/** Requirements that stayed open or were not tried, by why; the most frequent reason first. */
export const reasonsOf = (
  requirements: readonly RequirementReport[],
  verdict: 'inconclusive' | 'untested',
): readonly (readonly [string, readonly RequirementReport[]])[] => {
  const reasons = new Map<string, RequirementReport[]>()
  for (const one of requirements) {
    if (one.verdict !== verdict) continue
    const reason = one.reason ?? 'no reason'
    const same = reasons.get(reason)
    if (same) same.push(one)
    else reasons.set(reason, [one])
  }
  return [...reasons].sort(([, one], [, other]) => other.length - one.length)
}
