import { isObject } from '../core/json.ts'
import { isSecretFixture, isSecretHeader } from '../target/auth/secret-names.ts'
import { type Chosen, chooseTarget } from './choose-target.ts'
import type { Fixtures, TargetConfig } from './config.ts'
import { type Environment, withEnvironment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import { originOf } from './origin.ts'
import { isSecret } from './reveal.ts'
import type { RunFlags } from './run-flags.ts'
import { UsageError } from './usage-error.ts'

/** What of flags, environment and configuration is meant for the server that a run goes to. */
export type Belongings = {
  readonly flags: RunFlags
  readonly chosen: Chosen
  /** Of the configuration, for all its targets. */
  readonly common: Fixtures
  /** What is left out, and why. */
  readonly notes: readonly string[]
}

export type BelongingsSources = {
  readonly flags: RunFlags
  readonly config: LoadedConfig
  readonly environment: Environment
  /** The target in the flags was not typed: it stands in the evidence of the run that is gone on with. @defaultValue false */
  readonly isGiven?: boolean
}

/**
 * Credentials and consents belong to the origin that they were configured for. Another one needs words of its own, which
 * are flags: whoever changes the target by one flag did not mean to send the rest there.
 *
 * @throws UsageError where a run that is gone on with would do without what it was begun with
 */
export const belongingsOf = ({ flags: given, config, environment, isGiven = false }: BelongingsSources): Belongings => {
  const flags = withEnvironment(given, environment)
  const chosen: Chosen = flags.reference
    ? {}
    : chooseTarget(config, { profile: flags.profile, isElsewhere: flags.target !== undefined })
  const where = flags.target ?? chosen.target?.baseUrl
  const common = config.fixtures ?? {}
  if (flags.reference || where === undefined) return { flags, chosen, common, notes: [] }
  const isHere = (url: string): boolean => originOf(url) === originOf(where)
  const homes = homesOf(environment, config)
  const isHome = homes.some(isHere) || (homes.length === 0 && !isGiven)
  const variables = isHome ? [] : owned.filter((name) => (environment[name] ?? '') !== '')
  if (isGiven && variables.length > 0)
    throw new UsageError(
      `The target ${where} stands in the evidence alone, and ${variables.join(', ')} ${variables.length === 1 ? 'is' : 'are'} not used there unasked: give --target ${where} if that is the server you mean.`,
    )
  const isOwn = chosen.target === undefined || isHere(chosen.target.baseUrl)
  const configured = configuredTargets(config)
  const isForeign = configured.length > 0 && !configured.some(({ baseUrl }) => isHere(baseUrl))
  return {
    flags: variables.length === 0 ? flags : withEnvironment(given, without(environment, variables)),
    chosen: isOwn || !chosen.target ? chosen : { ...chosen, target: plain(chosen.target) },
    common: isForeign ? publicFixtures(common) : common,
    notes: [
      ...(variables.length === 0 ? [] : [`${variables.join(', ')}: for ${homes.join(', ')}, and not used at ${where}`]),
      ...(isOwn || !chosen.target || !holdsMore(chosen.target)
        ? []
        : [
            `credentials and consents of ${config.file ?? 'the configuration'} are for ${chosen.target.baseUrl}, and not used at ${where}; give those for it by flags`,
          ]),
      ...(isForeign && secretFixtures(common).length > 0
        ? [
            `${secretFixtures(common).join(', ')} of ${config.file ?? 'the configuration'}: for ${configured.map(({ baseUrl }) => baseUrl).join(', ')}, and not used at ${where}; give it for it by --fixture`,
          ]
        : []),
    ],
  }
}

/** Variables that let somebody in, or allow something. */
export const owned: readonly string[] = [
  'ASSAY_TOKEN',
  'ASSAY_USER',
  'ASSAY_PASSWORD',
  'ASSAY_ALLOW',
  'ASSAY_ALLOW_WRITES',
]

/** The servers that these variables are for: the target among them, else those of the configuration. */
const homesOf = ({ ASSAY_TARGET: own = '' }: Environment, config: LoadedConfig): readonly string[] =>
  own !== '' ? [own] : configuredTargets(config).map(({ baseUrl }) => baseUrl)

const configuredTargets = ({ target, targets = {} }: LoadedConfig): readonly TargetConfig[] => [
  ...(target ? [target] : []),
  ...Object.values(targets),
]

const without = (environment: Environment, names: readonly string[]): Environment => ({
  ...environment,
  ...Object.fromEntries(names.map((name) => [name, undefined])),
})

/** A target without what only its own server may have. */
const plain = ({
  auth: _,
  allow: __,
  allowWrites: ___,
  headers = {},
  tls,
  fixtures,
  ...rest
}: TargetConfig): TargetConfig => ({
  ...rest,
  ...(fixtures === undefined ? {} : { fixtures: publicFixtures(fixtures) }),
  headers: Object.fromEntries(Object.entries(headers).filter((header) => !isPrivate(header))),
  ...(tls?.ca === undefined ? {} : { tls: { ca: tls.ca } }),
})

/** Fixtures without secrets and passwords, which are for the servers that they were configured for. */
export const publicFixtures = (fixtures: Fixtures): Fixtures =>
  Object.fromEntries(
    Object.entries(fixtures)
      .filter(([name]) => !isSecretFixture(name))
      // `{ path: { password } }` is another way to write `'path.password'`.
      .map(([name, value]) => [name, isObject(value) ? publicFixtures(value) : value]),
  )

/** Their names, as `publicFixtures` leaves them out. */
const secretFixtures = (fixtures: Fixtures): readonly string[] =>
  Object.entries(fixtures).flatMap(([name, value]) => {
    if (isSecretFixture(name)) return [name]
    return isObject(value) ? secretFixtures(value).map((inner) => `${name}.${inner}`) : []
  })

const holdsMore = ({
  auth,
  allow = [],
  allowWrites = false,
  headers = {},
  tls = {},
  fixtures = {},
}: TargetConfig): boolean =>
  auth !== undefined ||
  allow.length > 0 ||
  allowWrites ||
  Object.entries(headers).some(isPrivate) ||
  secretFixtures(fixtures).length > 0 ||
  tls.cert !== undefined ||
  tls.key !== undefined

const isPrivate = ([name, value]: readonly [string, NonNullable<TargetConfig['headers']>[string]]): boolean =>
  isSecret(value) || isSecretHeader(name)
