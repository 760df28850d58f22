import type { CaseResult, PackedResult } from '../core/case.ts'
import { type Evidence, kept } from '../core/finding.ts'
import { oncePer } from '../core/once-per.ts'
import type { Requirement } from '../core/requirement.ts'

/**
 * A finding about something that the register has no requirement for, such as a keyword within a condition, is told at
 * the nearest place that has one.
 *
 * @throws where there is none: what is held against the target would be told nowhere
 */
export const packResult = ({ evidence, ...result }: CaseResult, requirements: readonly Requirement[]): PackedResult => {
  const index = indexOf(requirements)
  const housed = evidence.flatMap((one) => {
    if (index.has(one.requirement)) return [one]
    return one.finding ? [{ ...one, requirement: nearest(one.requirement, { index, caseId: result.id }) }] : []
  })
  const isKept = ({ verdict }: Evidence) => verdict === 'pass'
  return {
    ...result,
    kept: housed.filter(isKept).map(({ requirement }) => index.get(requirement) as number),
    other: housed.filter((one) => !isKept(one)),
  }
}

type Register = { readonly index: ReadonlyMap<string, number>; readonly caseId: string }

const nearest = (id: string, { index, caseId }: Register): string => {
  const steps = id.split('/')
  const places = steps.slice(fewestSteps).map((_, cut) => steps.slice(0, steps.length - 1 - cut).join('/'))
  for (const place of places) {
    const found = index.has(`${place}/type`)
      ? `${place}/type`
      : [...index.keys()].find((one) => one.startsWith(`${place}/`))
    if (found !== undefined) return found
  }
  throw new Error(`${caseId} has a finding about ${id}, which is no requirement.`)
}

/** Contract, operation and facet: what is further up has nothing to do with it. */
const fewestSteps = 3

const indexOf = oncePer(
  (requirements: readonly Requirement[]) => new Map(requirements.map(({ id }, position) => [id, position])),
)

export const unpackResult = (
  { kept: indices, other, ...result }: PackedResult,
  requirements: readonly Requirement[],
): CaseResult => ({
  ...result,
  evidence: [...indices.map((index) => kept(requirements[index]?.id ?? '')), ...other],
})
