import type { CaseResult } from '../core/case.ts'
import type { Evidence } from '../core/finding.ts'
import { type Level, levels, type Requirement } from '../core/requirement.ts'

type Levelled = Pick<Requirement, 'id' | 'level'>

/**
 * A random valid request that is refused is most likely refused for what a case of its own has found already. Such
 * echoes point to their root instead of being told as findings of their own, but never to one that binds less.
 */
export const withoutEchoes = (
  results: readonly CaseResult[],
  requirements: readonly Levelled[],
): readonly CaseResult[] => {
  const levelOf = new Map(requirements.map(({ id, level }) => [id, level]))
  const roots = rootsOf(results, levelOf)
  return results.map((result) => {
    const root = result.kind === 'property' ? roots.get(result.operation) : undefined
    return root === undefined
      ? result
      : { ...result, evidence: result.evidence.map((one) => (isEcho(one, root, levelOf) ? echo(one, root) : one)) }
  })
}

type Levels = ReadonlyMap<string, Level>

const isRefusal = ({ verdict, finding }: Evidence): boolean => verdict === 'fail' && finding?.kind === 'valid-refused'

/** What is not in the register is told by nothing else, so it binds least. */
const rank = (requirement: string, levelOf: Levels): number => levels.indexOf(levelOf.get(requirement) ?? 'may')

const isEcho = (one: Evidence, root: string, levelOf: Levels): boolean =>
  isRefusal(one) && rank(one.requirement, levelOf) >= rank(root, levelOf)

/** The most binding requirement of each operation whose valid values were found to be refused by a case of its own. */
const rootsOf = (results: readonly CaseResult[], levelOf: Levels): ReadonlyMap<string | undefined, string> => {
  const roots = new Map<string | undefined, string>()
  for (const { kind, operation, evidence } of results) {
    if (kind === 'property' || operation === undefined) continue
    for (const { requirement } of evidence.filter(isRefusal)) {
      const known = roots.get(operation)
      if (known === undefined || rank(requirement, levelOf) < rank(known, levelOf)) roots.set(operation, requirement)
    }
  }
  return roots
}

const echo = ({ requirement }: Evidence, root: string): Evidence => ({
  requirement,
  verdict: 'inconclusive',
  reason: `a random valid request was refused too, most likely for ${root}`,
})
