import type { Contract } from '../contracts/contract.ts'
import { fixturesOf } from '../contracts/fixtures.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import { nearest } from '../core/nearest.ts'
import { flowFixtures } from '../suites/flows/flows.ts'
import { assertFixtureForms } from './fixture-forms.ts'
import type { LoadedConfig } from './load-config.ts'
import { unfolded } from './resolve-fixtures.ts'
import type { RunFlags } from './run-flags.ts'
import { UsageError } from './usage-error.ts'

/** The fixtures that a run of a contract makes something of: those it names, and a value for each of its parameters. */
export const knownFixtures = (contract: Named): readonly string[] => [
  ...new Set([...namedFixtures(contract), ...parameterFixtures(contract)]),
]

type Named = Pick<Contract, 'id' | 'operations' | 'requirements'> & Partial<Pick<Contract, 'workflows'>>

/** The port for events is given by a flag of its own. */
const noFixture = 'webhook'

const namedFixtures = ({ id, operations, requirements, workflows = [] }: Named): readonly string[] =>
  [
    ...operations.flatMap(fixturesOf),
    ...operations.flatMap(({ errors }) => errors.flatMap(({ fixtures = [] }) => fixtures)),
    ...requirements.flatMap(({ fixtures }) => fixtures),
    ...workflows.flatMap(({ inputs }) => inputs.map(({ fixture }) => fixture)),
    ...flowFixtures(id),
  ].filter((name) => name !== noFixture)

/** `path.orderId`, `query.page`, `header.User-Id`. */
const parameterFixtures = ({ operations }: Named): readonly string[] =>
  operations.flatMap(({ parameters }) =>
    parameters.filter((one) => one.in !== 'cookie').map((one) => `${one.in}.${one.name}`),
  )

export type FixturesGiven = {
  readonly flags: Pick<RunFlags, 'fixture'>
  readonly config: LoadedConfig
  /** @defaultValue reads it from its file */
  readonly load?: (name: string) => Promise<Contract>
}

/** Whether they are sound is seen by those who run them. */
const loadAgain = (name: string): Promise<Contract> => loadContract(name, { isKnown: true })

/**
 * A fixture that no contract knows would be ignored in silence; one of another form would be sent.
 *
 * @throws UsageError naming the nearest that there is, or the form that is wanted
 */
export const assertKnownFixtures = async (
  contracts: readonly Contract[],
  { flags, config, load = loadAgain }: FixturesGiven,
): Promise<void> => {
  const known = contracts.flatMap(knownFixtures)
  const [flag] = strangers(flags.fixture, known)
  if (flag !== undefined) throw new UsageError(`--fixture ${flag}: ${unknown(flag, contracts)}`)
  assertFixtureForms(contracts, flags.fixture)
  const { targets = {}, target, fixtures = {}, file = 'the configuration' } = config
  const places: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['fixtures', fixtures],
    ['target.fixtures', target?.fixtures ?? {}],
    ...Object.entries(targets).map(([name, one]) => [`targets.${name}.fixtures`, one.fixtures ?? {}] as const),
  ]
  const oddTo = (names: readonly string[]) =>
    places.flatMap(([place, given]) => strangers(given, names).map((name) => ({ place, name })))
  if (oddTo(known).length === 0) return
  // A configuration may serve several contracts, of which this run takes some.
  const names = [...builtIn(), ...(config.contract === undefined ? [] : [config.contract])]
  const further = names.filter((name) => !contracts.some(({ id }) => id === name))
  const others = (await Promise.all(further.map(load))).flatMap(knownFixtures)
  const [lost] = oddTo([...known, ...others])
  if (lost) throw new UsageError(`${file}: ${lost.place}.${lost.name}: ${unknown(lost.name, contracts)}`)
}

const strangers = (given: Readonly<Record<string, unknown>>, known: readonly string[]): readonly string[] =>
  Object.keys(unfolded(given, known)).filter((name) => !known.includes(name))

const unknown = (name: string, contracts: readonly Contract[]): string => {
  const [near] = nearest(name, contracts.flatMap(knownFixtures), 1)
  const ids = contracts.map(({ id }) => id).join(', ')
  const named = [...new Set(contracts.flatMap(namedFixtures))]
  const all =
    named.length > 0
      ? `known are ${named.join(', ')}`
      : 'it names none; write path.NAME, query.NAME or header.NAME of a parameter'
  return `there is no such fixture of ${ids}; ${near === undefined ? `${all}.` : `did you mean ${near}?`}`
}
