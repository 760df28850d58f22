import type { Contract } from '../contracts/contract.ts'
import { fixturesOf } from '../contracts/fixtures.ts'
import type { RunSpec } from '../core/run-spec.ts'
import type { Providers } from './fixtures.ts'

export type MissingFixture = {
  readonly name: string
  /** Requirements that cannot be tried without it. */
  readonly untested: number
  /** Operations whose valid requests take a made-up value in its place, which the target may refuse. */
  readonly operations: readonly string[]
}

/** Fixtures that neither the user gave nor the target can be made to have. */
export const missingFixtures = (
  contract: Pick<Contract, 'operations' | 'requirements'>,
  { spec, providers }: { readonly spec: RunSpec; readonly providers: Providers },
): readonly MissingFixture[] => {
  const has = (name: string): boolean =>
    name in spec.fixtures ||
    name in (spec.supplies ?? {}) ||
    name in providers ||
    (name === 'webhook' && !!spec.webhook)
  const names = [
    ...contract.requirements.flatMap(({ fixtures }) => fixtures),
    ...contract.operations.flatMap(fixturesOf),
  ]
  return [...new Set(names)]
    .filter((name) => !has(name))
    .map((name) => ({
      name,
      untested: contract.requirements.filter(({ fixtures }) => fixtures.includes(name)).length,
      operations: contract.operations.filter((one) => fixturesOf(one).includes(name)).map(({ id }) => id),
    }))
}
