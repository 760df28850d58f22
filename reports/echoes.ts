import type { CaseResult } from '../core/case.ts'
import type { Evidence } from '../core/finding.ts'

/**
 * A random valid request that is refused is most likely refused for what a case of its own has found already. Such
 * echoes point to their root instead of being told as findings of their own.
 */
export const withoutEchoes = (results: readonly CaseResult[]): readonly CaseResult[] => {
  const roots = rootsOf(results)
  return results.map((result) => {
    const root = result.id.includes('/property/') ? roots.get(operationOf(result.id)) : undefined
    return root === undefined ? result : { ...result, evidence: result.evidence.map((one) => echo(one, root)) }
  })
}

const isRefusal = ({ verdict, finding }: Evidence): boolean =>
  verdict === 'fail' && finding?.message.endsWith('is refused') === true

/** The first requirement of each operation whose valid values were found to be refused by a case of its own. */
const rootsOf = (results: readonly CaseResult[]): ReadonlyMap<string, string> => {
  const roots = new Map<string, string>()
  for (const { id, evidence } of results) {
    const found = id.includes('/property/') ? undefined : evidence.find(isRefusal)
    if (found && !roots.has(operationOf(id))) roots.set(operationOf(id), found.requirement)
  }
  return roots
}

const operationOf = (caseId: string): string => caseId.split('/')[0] ?? ''

const echo = (one: Evidence, root: string): Evidence =>
  isRefusal(one)
    ? {
        requirement: one.requirement,
        verdict: 'inconclusive',
        reason: `a random valid request was refused too, most likely for ${root}`,
      }
    : one
