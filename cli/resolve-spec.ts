import { runsAt } from '../core/depth.ts'
import type { Json } from '../core/json.ts'
import type { Consent, WantedSpec } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import { belongingsOf } from './belongings.ts'
import type { TargetConfig } from './config.ts'
import type { Environment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import { resolveFixtures } from './resolve-fixtures.ts'
import { resolveTarget } from './resolve-target.ts'
import type { RunFlags } from './run-flags.ts'
import { UsageError } from './usage-error.ts'

const defaults = { settleMs: 10_000, webhookWaitMs: 3_000 }

export type SpecSources = {
  readonly flags: RunFlags
  readonly config: LoadedConfig
  readonly environment: Environment
  /** Drawn once for all contracts of a run. */
  readonly seed: number
  /** Fixtures of the run that is done again or gone on with. @defaultValue none */
  readonly recorded?: Readonly<Record<string, Json>>
  /** Fixtures that the contract knows. */
  readonly known: readonly string[]
  /** Fixtures of which every request takes a value of its own. @defaultValue none */
  readonly fresh?: readonly string[]
  /** Fixtures of which a list is one to draw from. @defaultValue none */
  readonly pooled?: readonly string[]
  /** Nothing may be sent, not even by functions of the configuration. @defaultValue false */
  readonly dry?: boolean
  /** The target in the flags was not typed: see `belongingsOf`. @defaultValue false */
  readonly isGiven?: boolean
}

/** How a contract is to be run against a target: flags over environment over file. */
export const resolveSpec = async (
  contract: string,
  {
    flags: given,
    config,
    environment,
    seed,
    recorded = {},
    known,
    fresh = [],
    pooled = [],
    dry = false,
    isGiven = false,
  }: SpecSources,
): Promise<WantedSpec> => {
  assertOneTarget(given)
  const { flags, chosen, common: configured } = belongingsOf({ flags: given, config, environment, isGiven })
  const { file = '' } = config
  const askedRuns = flags.runs ?? config.runs
  const depth = flags.depth ?? config.depth ?? (askedRuns === undefined ? undefined : 'default')
  const target = resolveTarget({ flags, chosen, file, environment })
  // What a file says to exist exists at its targets; the reference brings what it needs.
  const common = target.kind === 'reference' && config.file !== undefined ? {} : configured
  return {
    contract,
    target,
    seed,
    tag: tokenOf(6, 'tag', seed),
    ...(depth === undefined ? {} : { depth }),
    runs: askedRuns ?? runsAt[depth ?? 'default'],
    only: flags.only,
    level: flags.level ?? 'may',
    reading: flags.reading ?? 'lenient',
    allow: consents(flags, chosen.target),
    ...(await resolveFixtures({
      common,
      own: chosen.target?.fixtures ?? {},
      file,
      ...(chosen.profile === undefined ? {} : { profile: chosen.profile }),
      recorded,
      flags: flags.fixture,
      known,
      fresh,
      pooled,
      dry,
    })),
    ...(flags.webhookPort === undefined
      ? {}
      : { webhook: { port: flags.webhookPort, waitMs: flags.webhookWait ?? defaults.webhookWaitMs } }),
    settleMs: flags.settle ?? defaults.settleMs,
  }
}

/** Of flags alone: what was typed wins over environment and file, but not over other flags. */
const assertOneTarget = ({ reference, target, profile }: RunFlags): void => {
  const other = target !== undefined ? '--target' : profile !== undefined ? '--profile' : undefined
  if (reference && other) throw new UsageError(`--reference and ${other} name two targets: give one of them.`)
}

const consents = (flags: RunFlags, target: TargetConfig | undefined): readonly Consent[] => [
  ...new Set<Consent>([
    ...flags.allow,
    ...(target?.allow ?? []),
    ...(flags.allowWrites || target?.allowWrites ? (['write'] as const) : []),
  ]),
]
