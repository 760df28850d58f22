import { owned, publicFixtures } from './belongings.ts'
import { chooseTarget } from './choose-target.ts'
import type { TargetConfig } from './config.ts'
import { type Environment, withEnvironment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import { originOf } from './origin.ts'
import type { Place, Replayed, ReplayOptions } from './replay.ts'
import { checkedUrl } from './resolve-target.ts'
import { noFlags } from './run-flags.ts'
import { UsageError } from './usage-error.ts'

export type PlaceSources = {
  readonly options: Pick<ReplayOptions, 'target' | 'profile' | 'token'>
  readonly config: LoadedConfig
  readonly environment: Environment
}

/**
 * The target of the report, unless a flag names another.
 *
 * @throws UsageError where the credentials at hand are for another server
 */
export const placeOf = (
  { contract }: Pick<Replayed, 'contract'>,
  { options, config, environment }: PlaceSources,
): Place => {
  // Read for what it refuses: an empty variable.
  const { target: asked, token, user, password } = withEnvironment(noFlags, environment)
  const where = whereOf(contract, options, config)
  const isNamed =
    options.target !== undefined || (asked !== undefined && where.kind === 'url' && isSameOrigin(asked, where.baseUrl))
  // What the environment has is not for a server that the report alone names.
  const plain: Environment = {
    ...environment,
    ASSAY_TARGET: undefined,
    ASSAY_PROFILE: undefined,
    ...(isNamed || isConfigured(config, where) ? {} : unowned),
  }
  const { target, targets, ...rest } = config
  if (where.kind === 'reference') return { where, isElsewhere: false, config: rest, environment: plain, notes: [] }
  const isElsewhere = contract.settings.reference !== undefined || where.baseUrl !== contract.target
  const place = { where, isElsewhere, environment: plain }
  const own = ownOf(config, options.profile, where.baseUrl)
  if (own) return { ...place, notes: [], ...own, config: { ...rest, ...own.config } }
  // Fixtures of a configuration without targets are for any.
  const foreign =
    config.fixtures !== undefined && (target !== undefined || Object.keys(targets ?? {}).length > 0)
      ? { ...rest, fixtures: publicFixtures(config.fixtures) }
      : rest
  const others = credited(config).map(({ baseUrl }) => baseUrl)
  const hasVariables = token !== undefined || (user !== undefined && password !== undefined)
  const file = config.file ?? 'the configuration'
  const apart = [
    ...(others.length === 0 ? [] : [`the credentials of ${file} are for ${[...new Set(others)].join(', ')}`]),
    ...(hasVariables && !isNamed ? ['those of the environment are not for a server that only the report names'] : []),
  ]
  if (apart.length === 0) return { ...place, config: foreign, notes: [] }
  const note = `${apart.join(', ')}, and not sent to ${where.baseUrl}`
  const isGiven = options.token !== undefined || (hasVariables && isNamed)
  const isNeeded = contract.settings.authenticated && contract.settings.reference === undefined
  if (isNeeded && !isGiven)
    throw new UsageError(
      `The report is of a run with credentials; ${note}: give --token, or --target ${where.baseUrl} with ASSAY_TOKEN.`,
    )
  return { ...place, config: foreign, notes: [note] }
}

const unowned = Object.fromEntries(owned.map((name) => [name, undefined]))

const isSameOrigin = (one: string, other: string): boolean => originOf(one) === originOf(other)

const isConfigured = ({ target, targets = {} }: LoadedConfig, where: Place['where']): boolean =>
  where.kind === 'url' &&
  [...(target ? [target] : []), ...Object.values(targets)].some(({ baseUrl }) => isSameOrigin(baseUrl, where.baseUrl))

/** What is reported before anything is sent. */
export const placeText = ({ where, isElsewhere }: Place, { contract }: Pick<Replayed, 'contract'>): string => {
  if (where.kind === 'reference') return 'Replayed at the embedded reference, as the report was made.'
  return isElsewhere
    ? `Replayed at ${where.baseUrl}, which is not the target of the report: that is ${targetOf(contract)}.`
    : `Replayed at ${where.baseUrl}, the target of the report.`
}

/** The target of the report, in words. */
export const targetOf = ({ settings, target }: Replayed['contract']): string =>
  settings.reference ? 'the embedded reference' : target

const whereOf = (
  { target, settings }: Replayed['contract'],
  options: PlaceSources['options'],
  config: LoadedConfig,
): Place['where'] => {
  if (options.target !== undefined) return { kind: 'url', baseUrl: checkedUrl(options.target) }
  const named =
    options.profile === undefined ? undefined : chooseTarget(config, { profile: options.profile, isElsewhere: false })
  if (named?.target) return { kind: 'url', baseUrl: checkedUrl(named.target.baseUrl) }
  return settings.reference ? { kind: 'reference' } : { kind: 'url', baseUrl: checkedUrl(target) }
}

type Own = Pick<Place, 'profile'> & { readonly config: Pick<LoadedConfig, 'target' | 'targets'> }

/** The configured target that is the same server: the named one, else the first. */
const ownOf = (
  { target, targets = {} }: LoadedConfig,
  profile: string | undefined,
  baseUrl: string,
): Own | undefined => {
  const isSame = (one: TargetConfig | undefined): one is TargetConfig =>
    one !== undefined && isSameOrigin(one.baseUrl, baseUrl)
  if (profile === undefined && isSame(target)) return { config: { target } }
  const found = Object.entries(targets).find(([name, one]) => (profile ?? name) === name && isSame(one))
  return found && { config: { targets: { [found[0]]: found[1] } }, profile: found[0] }
}

/** Targets with what only their server may see. */
const credited = ({ target, targets = {} }: LoadedConfig): readonly TargetConfig[] =>
  [...(target ? [target] : []), ...Object.values(targets)].filter(
    ({ auth, headers = {}, tls }) => auth !== undefined || tls !== undefined || Object.keys(headers).length > 0,
  )
