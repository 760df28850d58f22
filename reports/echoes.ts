import type { CaseResult } from '../core/case.ts'
import type { Blame, Evidence } from '../core/finding.ts'
import { at, foreignJson } from '../core/json.ts'
import { firstAt, pathOf } from '../core/place.ts'
import { type Level, levels, type Requirement } from '../core/requirement.ts'

type Levelled = Pick<Requirement, 'id' | 'level'>

/**
 * A random valid request that is refused is most likely refused for what a case of its own has found already. Such
 * echoes point to their root instead of being reported as findings of their own. To one that binds less they only do where
 * the request itself shows that it is refused for that.
 */
export const withoutEchoes = (
  results: readonly CaseResult[],
  requirements: readonly Levelled[],
): readonly CaseResult[] => {
  const levelOf = new Map(requirements.map(({ id, level }) => [id, level]))
  const roots = rootsOf(results, levelOf)
  return results.map((result) => {
    const own = result.kind === 'property' ? (roots.get(result.operation) ?? []) : []
    if (own.length === 0) return result
    return {
      ...result,
      evidence: result.evidence.map((one) => {
        const root = isRefusal(one) ? own.find((root) => explains(root, one, { result, levelOf })) : undefined
        return root ? echo(one, root.requirement) : one
      }),
    }
  })
}

type Levels = ReadonlyMap<string, Level>

const isRefusal = ({ verdict, finding }: Evidence): boolean => verdict === 'fail' && finding?.kind === 'valid-refused'

/** What is not in the register is reported by nothing else, so it binds least. */
const rank = ({ requirement }: Evidence, levelOf: Levels): number => levels.indexOf(levelOf.get(requirement) ?? 'may')

/** What each operation's valid values were found to be refused for by cases of their own, the most binding first. */
const rootsOf = (
  results: readonly CaseResult[],
  levelOf: Levels,
): ReadonlyMap<string | undefined, readonly Evidence[]> => {
  const roots = new Map<string | undefined, readonly Evidence[]>()
  for (const { kind, operation, evidence } of results) {
    if (kind === 'property' || operation === undefined) continue
    const found = [...(roots.get(operation) ?? []), ...evidence.filter(isRefusal)]
    if (found.length > 0)
      roots.set(
        operation,
        found.sort((one, other) => rank(one, levelOf) - rank(other, levelOf)),
      )
  }
  return roots
}

type Around = { readonly result: CaseResult; readonly levelOf: Levels }

const explains = (root: Evidence, one: Evidence, { result, levelOf }: Around): boolean => {
  if (rank(one, levelOf) >= rank(root, levelOf)) return true
  const sent = result.exchanges.find(({ id }) => id === one.finding?.exchange)?.request.body
  const { blames } = root.finding ?? {}
  return blames !== undefined && sent !== undefined && isFlawed(sent, blames)
}

/** Whether a body has what another one was refused for. */
const isFlawed = (text: string, { place, because }: Blame): boolean => {
  const body = foreignJson(text)
  if (!body) return false
  const isThere = at(body.value, firstAt(pathOf(place))) !== undefined
  return isThere === (because === 'present')
}

const echo = ({ requirement }: Evidence, root: string): Evidence => ({
  requirement,
  verdict: 'inconclusive',
  reason: `a random valid request was refused too, most likely for ${root}`,
})
