import type { CaseResult, PackedResult } from '../core/case.ts'
import { type Evidence, kept } from '../core/finding.ts'
import { oncePer } from '../core/once-per.ts'
import type { Requirement } from '../core/requirement.ts'

export const packResult = ({ evidence, ...result }: CaseResult, requirements: readonly Requirement[]): PackedResult => {
  const index = indexOf(requirements)
  const isPlain = ({ requirement, verdict }: Evidence) => verdict === 'pass' && index.has(requirement)
  return {
    ...result,
    kept: evidence.filter(isPlain).map(({ requirement }) => index.get(requirement) as number),
    other: evidence.filter((one) => !isPlain(one)),
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
