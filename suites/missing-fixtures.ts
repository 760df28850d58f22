import type { Contract } from '../contracts/contract.ts'
import { fixturesOf, type StandIn, standInOf } from '../contracts/fixtures.ts'
import type { RunSpec } from '../core/run-spec.ts'
import type { Providers } from './fixtures.ts'

export type MissingFixture = {
  readonly name: string
  /** Requirements that cannot be tried without it. */
  readonly untested: number
  /** Operations whose valid requests have something in its place, or leave it out where all of them do. */
  readonly operations: readonly string[]
  /** What they have there, which the target may refuse. */
  readonly standIn?: StandIn
}

/** Fixtures that neither the user gave nor the target can be made to have. */
export const missingFixtures = (
  contract: Pick<Contract, 'operations' | 'requirements'>,
  {
    spec,
    providers,
  }: { readonly spec: Pick<RunSpec, 'fixtures' | 'supplies' | 'webhook'>; readonly providers: Providers },
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
      ...inPlaceOf(name, contract),
    }))
}

const inPlaceOf = (
  name: string,
  { operations }: Pick<Contract, 'operations'>,
): Pick<MissingFixture, 'operations' | 'standIn'> => {
  const users = operations
    .filter((one) => fixturesOf(one).includes(name))
    .map((one) => ({ id: one.id, standIn: standInOf(one, name) }))
  const sending = users.filter(({ standIn }) => standIn !== 'left out')
  const standIn = sending.find((one) => one.standIn === 'made up')?.standIn ?? sending[0]?.standIn ?? users[0]?.standIn
  const concerned = sending.length > 0 ? sending : users
  return { operations: concerned.map(({ id }) => id), ...(standIn === undefined ? {} : { standIn }) }
}
