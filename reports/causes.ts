import type { FindingReport, RequirementReport } from '../core/report.ts'

/** Broken requirements that one mend would likely mend together. */
export type Cause = { readonly title: string; readonly requirements: readonly RequirementReport[] }

/** Groups by what is wrong rather than where: one keyword not enforced by one operation is one cause. */
export const causesOf = (broken: readonly RequirementReport[]): readonly Cause[] => {
  const groups = new Map<string, RequirementReport[]>()
  for (const requirement of broken) {
    const key = titleOf(requirement)
    groups.set(key, [...(groups.get(key) ?? []), requirement])
  }
  return [...groups]
    .map(([title, requirements]) => ({
      title: requirements.length === 1 ? (single(requirements) ?? title) : title,
      requirements,
    }))
    .sort((one, other) => other.requirements.length - one.requirements.length)
}

const titleOf = ({ id, operation, title, findings }: RequirementReport): string => {
  const place = id.indexOf(`/${operation}/`)
  const facets = place < 0 ? [] : id.slice(place + operation.length + 2).split('/')
  const [facet] = facets
  const keyword = facets.at(-1)
  const [finding] = findings
  if (facet !== 'request')
    return finding?.kind === 'valid-refused'
      ? `valid requests are refused: ${finding.received}`
      : `${operation}: ${title}`
  const isRefusal = finding?.kind === 'valid-refused'
  return isRefusal
    ? `${operation} refuses requests that keep ${keyword}`
    : `${operation} accepts requests that break ${keyword}${findings.length > 0 && findings.every(isLater) ? ' in a later element of a list' : ''}`
}

/** Where the first element is not looked at either, that is among the findings. */
const isLater = ({ sent = '' }: FindingReport): boolean => /\/[1-9]\d*(?=\/|$)/.test(sent)

const single = ([requirement]: readonly RequirementReport[]): string | undefined => {
  const message = requirement?.findings[0]?.message
  return message && requirement ? `${requirement.operation}: ${message}` : undefined
}

/** Broken and not known: what a reader has to look at. */
export const isBroken = ({ verdict, known }: RequirementReport): boolean =>
  (verdict === 'fail' && known === undefined) || verdict === 'error'
