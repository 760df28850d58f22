import { freshFixtures, pooledFixtures } from '../contracts/fixtures.ts'
import { matchesGlob } from '../core/glob.ts'
import type { Case } from '../suites/cases/case.ts'
import { planOf } from '../suites/plan.ts'
import { openSession } from '../suites/session.ts'
import { knownFixtures } from './known-fixtures.ts'
import type { Asked } from './prepare.ts'
import { reachOf } from './reach-of.ts'
import { resolveSpec } from './resolve-spec.ts'
import { noFlags, type RunFlags } from './run-flags.ts'

type Named = Pick<RunFlags, 'workflow' | 'allowRef'> & {
  readonly names: readonly string[]
  /** What else is wanted; its cases count only where a case is named. */
  readonly globs: readonly string[]
}

/** The cases of a contract that have one of the names, and with them those of the globs; none where no name is a case. */
export const casesNamed = async (
  { name, contract, workflows = [] }: Asked,
  { names, globs, ...reach }: Named,
): Promise<readonly Pick<Case, 'id' | 'title' | 'kind' | 'about'>[]> => {
  const { webhook: _, ...spec } = await resolveSpec(name, {
    flags: noFlags,
    config: {},
    environment: {},
    seed: 1,
    known: knownFixtures(contract),
    fresh: freshFixtures(contract),
    pooled: pooledFixtures(contract),
    dry: true,
  })
  const { kind: __, ...target } = spec.target
  const session = await openSession(
    { ...spec, ...reachOf(reach), workflows, depth: 'deep', target: { baseUrl: 'http://127.0.0.1', ...target } },
    contract,
  )
  try {
    const plan = planOf(session)
    if (!plan.some(({ id }) => names.includes(id))) return []
    return plan.filter(
      ({ id, about }) => names.includes(id) || about.some((one) => globs.some((glob) => matchesGlob(glob, one))),
    )
  } finally {
    await session.close()
  }
}
