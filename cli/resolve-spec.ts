import { randomInt } from 'node:crypto'
import type { Consent, RunSpec } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import { chooseTarget } from './choose-target.ts'
import type { TargetConfig } from './config.ts'
import { type Environment, withEnvironment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import { resolveFixtures } from './resolve-fixtures.ts'
import { resolveTarget } from './resolve-target.ts'
import type { RunFlags } from './run-flags.ts'

const defaults = { runs: 48, settleMs: 10_000, webhookWaitMs: 3_000 }

export type SpecSources = {
  readonly flags: RunFlags
  readonly config: LoadedConfig
  readonly environment: Environment
  /** Fixtures of which every request takes a value of its own. @defaultValue none */
  readonly fresh?: readonly string[]
  /** Nothing may be sent, not even by functions of the configuration. @defaultValue false */
  readonly dry?: boolean
}

/** How a contract is to be run against a target: flags over environment over file. */
export const resolveSpec = async (
  contract: string,
  { flags: given, config, environment, fresh = [], dry = false }: SpecSources,
): Promise<RunSpec> => {
  const flags = withEnvironment(given, environment)
  const { file = '' } = config
  const chosen = chooseTarget(config, { profile: flags.profile, isElsewhere: flags.target !== undefined })
  const seed = flags.seed ?? config.seed ?? randomInt(1, 2 ** 31)
  return {
    contract,
    target: resolveTarget({ flags, chosen, file, environment }),
    seed,
    tag: tokenOf(6, 'tag', seed),
    runs: flags.runs ?? config.runs ?? defaults.runs,
    only: flags.only,
    level: flags.level ?? 'may',
    reading: flags.reading ?? 'lenient',
    allow: consents(flags, chosen.target),
    ...(await resolveFixtures({
      common: config.fixtures ?? {},
      own: chosen.target?.fixtures ?? {},
      file,
      ...(chosen.profile === undefined ? {} : { profile: chosen.profile }),
      flags: flags.fixture,
      fresh,
      dry,
    })),
    ...(flags.webhookPort === undefined
      ? {}
      : { webhook: { port: flags.webhookPort, waitMs: flags.webhookWait ?? defaults.webhookWaitMs } }),
    settleMs: flags.settle ?? defaults.settleMs,
  }
}

const consents = (flags: RunFlags, target: TargetConfig | undefined): readonly Consent[] => [
  ...new Set<Consent>([
    ...flags.allow,
    ...(target?.allow ?? []),
    ...(flags.allowWrites || target?.allowWrites ? (['write'] as const) : []),
  ]),
]
