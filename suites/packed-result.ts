import type { CaseResult, PackedResult } from '../core/case.ts'
import { type Evidence, kept } from '../core/finding.ts'
import { oncePer } from '../core/once-per.ts'
import type { Requirement } from '../core/requirement.ts'

/** @throws where something is held against the target that the contract does not promise: it would be told nowhere */
export const packResult = ({ evidence, ...result }: CaseResult, requirements: readonly Requirement[]): PackedResult => {
  const index = indexOf(requirements)
  const lost = evidence.find(({ requirement, finding }) => finding && !index.has(requirement))
  if (lost) throw new Error(`${result.id} has a finding about ${lost.requirement}, which is no requirement.`)
  const known = evidence.filter(({ requirement }) => index.has(requirement))
  const isKept = ({ verdict }: Evidence) => verdict === 'pass'
  return {
    ...result,
    kept: known.filter(isKept).map(({ requirement }) => index.get(requirement) as number),
    other: known.filter((one) => !isKept(one)),
  }
}

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
