import type { RequirementReport } from '../core/report.ts'

/** Requirements that stayed open for one and the same reason. */
export type Reason = { readonly reason: string; readonly requirements: readonly RequirementReport[] }

/** Why requirements of this verdict stayed open, the most frequent reason first. */
export const reasonsOf = (
  requirements: readonly RequirementReport[],
  verdict: 'inconclusive' | 'untested',
): readonly Reason[] => {
  const groups = new Map<string, RequirementReport[]>()
  for (const one of requirements) {
    if (one.verdict !== verdict) continue
    const reason = one.reason ?? 'no reason'
    const group = groups.get(reason)
    if (group) group.push(one)
    else groups.set(reason, [one])
  }
  return [...groups]
    .map(([reason, ones]) => ({ reason, requirements: ones }))
    .sort((one, other) => other.requirements.length - one.requirements.length)
}
