import { randomInt } from 'node:crypto'
import type { Json } from '../core/json.ts'
import type { Level } from '../core/requirement.ts'
import type { Consent, RunSpec, Supply, TargetSpec } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import type { Config, LoadedConfig, Secret } from './config.ts'
import { UsageError } from './usage-error.ts'

/** What the flags of `assay run` say, each only where it was given. */
export type RunFlags = {
  readonly target?: string
  readonly token?: string
  readonly header: readonly string[]
  readonly fixture: readonly string[]
  readonly only: readonly string[]
  readonly allow: readonly Consent[]
  readonly allowWrites?: boolean
  readonly seed?: number
  readonly runs?: number
  readonly maxRequests?: number
  readonly maxTime?: number
  readonly rate?: number
  readonly concurrency?: number
  readonly timeout?: number
  readonly settle?: number
  readonly level?: Level
  readonly reading?: 'strict' | 'lenient'
  readonly webhookPort?: number
  readonly webhookWait?: number
}

export type Environment = Readonly<Record<string, string | undefined>>

const defaults = { runs: 48, concurrency: 8, timeoutMs: 10_000, settleMs: 10_000, webhookWaitMs: 3_000 }

/** How a contract is to be run against a target: flags over environment over file. */
export const resolveSpec = async (
  contract: string,
  {
    flags,
    config,
    environment,
    fresh = [],
  }: {
    readonly flags: RunFlags
    readonly config: LoadedConfig
    readonly environment: Environment
    /** Fixtures of which every request takes a value of its own. @defaultValue none */
    readonly fresh?: readonly string[]
  },
): Promise<RunSpec> => {
  const seed = flags.seed ?? number(environment['ASSAY_SEED'], 'ASSAY_SEED') ?? config.seed ?? randomInt(1, 2 ** 31)
  return {
    contract,
    target: resolveTarget(flags, config, environment),
    seed,
    tag: tokenOf(6, 'tag', seed),
    runs: flags.runs ?? config.runs ?? defaults.runs,
    only: flags.only,
    level: flags.level ?? 'may',
    reading: flags.reading ?? 'lenient',
    allow: consents(flags, config),
    ...(await resolveFixtures(config, flagFixtures(flags.fixture), fresh)),
    ...(flags.webhookPort === undefined
      ? {}
      : { webhook: { port: flags.webhookPort, waitMs: flags.webhookWait ?? defaults.webhookWaitMs } }),
    settleMs: flags.settle ?? defaults.settleMs,
  }
}

const consents = (flags: RunFlags, { target }: Config): readonly Consent[] => [
  ...new Set<Consent>([
    ...flags.allow,
    ...(target?.allow ?? []),
    ...(flags.allowWrites || target?.allowWrites ? (['write'] as const) : []),
  ]),
]

const resolveTarget = (flags: RunFlags, { target }: Config, environment: Environment): TargetSpec => {
  // An empty variable is one that is not set; an empty flag or member is a mistake, not a wish for the reference.
  const baseUrl = flags.target ?? (environment['ASSAY_TARGET'] || target?.baseUrl)
  const configured = target?.auth && reveal(target.auth.token, environment)
  const token = flags.token ?? (environment['ASSAY_TOKEN'] || configured)
  const requestsPerSecond = flags.rate ?? target?.requestsPerSecond
  return {
    baseUrl: baseUrl === undefined ? '' : checkedUrl(baseUrl),
    ...(token === undefined ? {} : { token }),
    headers: { ...revealAll(target?.headers ?? {}, environment), ...flagHeaders(flags.header) },
    secrets: secretsIn(target?.headers ?? {}, environment),
    timeoutMs: flags.timeout ?? target?.timeoutMs ?? defaults.timeoutMs,
    concurrency: flags.concurrency ?? target?.concurrency ?? defaults.concurrency,
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    ...(flags.maxRequests === undefined ? {} : { maxRequests: flags.maxRequests }),
    ...(flags.maxTime === undefined ? {} : { maxTimeMs: flags.maxTime * 1000 }),
  }
}

const checkedUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(
      `'${text}' is not an http or https URL; give the base URL that ends before the contract's paths.`,
    )
  if (url.search || url.hash)
    throw new UsageError(`The target '${text}' has a query or fragment; give only scheme, host and path.`)
  if (url.username || url.password)
    throw new UsageError(
      'The target URL holds a user name or password; give credentials with --token or in the configuration.',
    )
  return text.replace(/\/+$/, '')
}

const reveal = (value: string | Secret, environment: Environment): string => {
  if (typeof value === 'string') return value
  const found = environment[value.secret]
  if (found === undefined || found === '')
    throw new UsageError(
      `The environment variable ${value.secret} is not set; the configuration reads a secret from it.`,
    )
  return found
}

const revealAll = (
  values: Readonly<Record<string, string | Secret>>,
  environment: Environment,
): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, reveal(value, environment)]))

const secretsIn = (
  values: Readonly<Record<string, string | Secret>>,
  environment: Environment,
): Record<string, string> =>
  Object.fromEntries(
    Object.values(values).flatMap((value) =>
      typeof value === 'string' ? [] : [[value.secret, reveal(value, environment)]],
    ),
  )

const flagHeaders = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      if (colon < 1) throw new UsageError(`--header '${line}' is not of the form 'Name: value'.`)
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    }),
  )

const flagFixtures = (pairs: readonly string[]): Record<string, Json> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      if (equals < 1) throw new UsageError(`--fixture '${pair}' is not of the form name=value.`)
      return [pair.slice(0, equals), fixtureValue(pair.slice(equals + 1))]
    }),
  )

/** Objects and lists are written as JSON; everything else is text as it stands. */
const fixtureValue = (text: string): Json => {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new UsageError(`The fixture value ${text} looks like JSON but does not parse.`)
  }
}

type Fixtures = Pick<RunSpec, 'fixtures' | 'supplies'>

/** Flags win over the file. What every request takes anew is not made here, but by those who send. */
const resolveFixtures = async (
  { fixtures = {}, file = '' }: LoadedConfig,
  flags: Readonly<Record<string, Json>>,
  fresh: readonly string[],
): Promise<Fixtures> => {
  const given = Object.entries({ ...fixtures, ...flags })
  const supplies = given.flatMap(([name, value]): readonly (readonly [string, Supply])[] =>
    fresh.includes(name) ? supplyOf(value, file).map((supply) => [name, supply]) : [],
  )
  const supplied = new Set(supplies.map(([name]) => name))
  const values = await Promise.all(
    given
      .filter(([name]) => !supplied.has(name))
      .map(async ([name, value]) => {
        const made = typeof value === 'function' ? await madeBy(name, value as () => unknown) : value
        return [name, (Array.isArray(made) && !(name in flags) ? made[0] : made) as Json] as const
      }),
  )
  return {
    fixtures: Object.fromEntries(values),
    ...(supplies.length > 0 ? { supplies: Object.fromEntries(supplies) } : {}),
  }
}

const supplyOf = (value: unknown, file: string): readonly Supply[] => {
  if (typeof value === 'function') return [{ kind: 'function', file }]
  return Array.isArray(value) ? [{ kind: 'list', values: value as Json[] }] : []
}

const madeBy = async (name: string, make: () => unknown): Promise<unknown> => {
  try {
    return await make()
  } catch (error) {
    throw new UsageError(`The fixture ${name} could not be made: ${(error as Error).message}`)
  }
}

const number = (text: string | undefined, name: string): number | undefined => {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!Number.isInteger(value)) throw new UsageError(`${name}=${text} is not a whole number.`)
  return value
}
