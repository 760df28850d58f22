import { createServer } from 'node:net'
import { matchesGlob } from '../core/glob.ts'
import { redactorFor } from '../core/redact.ts'
import type { Report } from '../core/report.ts'
import { type Level, levels, type Requirement } from '../core/requirement.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec, TargetSpec } from '../core/run-spec.ts'
import type { Running } from '../reference/reference.ts'
import { referenceFor } from '../reference/references.ts'
import { buildReport, type ContractRun } from '../reports/build.ts'
import type { Collected, Progress } from '../reports/vitest-reporter.ts'
import { ambiguitiesOfContract } from '../schemas/ambiguities.ts'
import type { Contract } from '../schemas/contract.ts'
import { freshFixtures } from '../schemas/fixtures.ts'
import { builtIn, loadContract } from '../schemas/load.ts'
import { once } from '../suites/once.ts'
import { type PackedResult, unpackResult } from '../suites/packed-result.ts'
import { CredentialsError } from '../target/auth/credentials.ts'
import { authOf, openCredentials, withCredentials } from '../target/auth/open.ts'
import { isLoopback } from '../target/loopback.ts'
import type { Environment } from './environment.ts'
import { type LoadedConfig, loadConfig } from './load-config.ts'
import { version } from './package-info.ts'
import { resolveSpec } from './resolve-spec.ts'
import type { RunFlags } from './run-flags.ts'
import { runSuites } from './run-suites.ts'
import { UsageError } from './usage-error.ts'

export type RunRequest = {
  readonly contracts: readonly string[]
  readonly flags: RunFlags
  readonly configFile?: string
  /** Faults of the embedded reference, when that is the target. */
  readonly faults?: readonly string[]
  /** Only these cases, as a replay asks for. */
  readonly cases?: readonly string[]
  /** In place of the tag that follows from the seed. */
  readonly tag?: string
}

export type RunSurroundings = {
  readonly folder: string
  readonly environment: Environment
  readonly onProgress: (progress: Progress) => void
  readonly onInterrupt: (stop: () => void) => void
  readonly isInterrupted: () => boolean
}

type Prepared = {
  readonly spec: RunSpec
  readonly contract: Contract
  readonly reference?: Running
  readonly faults?: readonly string[]
}

/**
 * Runs contracts against their targets and gives the report.
 *
 * @throws UsageError, ContractError where the run cannot start
 */
export const run = async (request: RunRequest, surroundings: RunSurroundings): Promise<Report> => {
  const startedAt = new Date()
  const config = await loadConfig(request.configFile, surroundings.folder)
  const shared = once()
  const credited = (target: TargetSpec) => shared('credentials', () => obtain(target))
  const prepared: Prepared[] = []
  try {
    for (const name of contractsOf(request, config))
      prepared.push(await prepare(name, { request, config, credited, environment: surroundings.environment }))
    const collected = await runSuites(
      prepared.map(({ spec }) => spec),
      surroundings.onProgress,
      surroundings,
    )
    const [fatal] = collected.fatal
    if (fatal !== undefined && collected.metas.length === 0) throw new Error(fatal)
    const facts = {
      version: version(),
      seed: prepared[0]?.spec.seed ?? 0,
      startedAt,
      durationMs: Date.now() - startedAt.getTime(),
      interrupted: surroundings.isInterrupted(),
    }
    return buildReport(
      facts,
      prepared.map((one) => contractRun(one, collected)),
    )
  } finally {
    await Promise.all(prepared.map(({ reference }) => reference?.close()))
  }
}

export const contractsOf = ({ contracts }: Pick<RunRequest, 'contracts'>, config: LoadedConfig): readonly string[] => {
  if (contracts.length > 0) return [...new Set(contracts)]
  return config.contract === undefined ? builtIn() : [config.contract]
}

type Means = {
  readonly request: RunRequest
  readonly config: LoadedConfig
  readonly environment: Environment
  /** The target with credentials, which all contracts of the run share. */
  readonly credited: (target: TargetSpec) => Promise<TargetSpec>
}

const prepare = async (name: string, { request, config, environment, credited }: Means): Promise<Prepared> => {
  const contract = await loadContract(name)
  const fresh = freshFixtures(contract)
  const resolved = await resolveSpec(name, { flags: request.flags, config, environment, fresh })
  const spec = {
    ...resolved,
    ...(request.cases ? { cases: request.cases } : {}),
    ...(request.tag === undefined ? {} : { tag: request.tag }),
  }
  assertKnown(contract, spec)
  if (spec.target.baseUrl !== '') {
    assertConsent(contract, spec)
    return { spec: { ...spec, target: await credited(spec.target) }, contract }
  }
  return withReference(name, contract, { spec, faults: request.faults ?? [] })
}

/** Credentials are obtained before anything else is sent: without them there is no run. */
const obtain = async (target: TargetSpec): Promise<TargetSpec> => {
  try {
    return await withCredentials(target)
  } catch (error) {
    throw error instanceof CredentialsError ? new UsageError(`No credentials: ${error.message}`) : error
  }
}

const withReference = async (
  name: string,
  contract: Contract,
  { spec, faults }: { readonly spec: RunSpec; readonly faults: readonly string[] },
): Promise<Prepared> => {
  const found = referenceFor(contract.id)
  if (!found)
    throw new UsageError(
      `${name} has no embedded reference to run against: give --target URL, the base URL of a server that should keep it.`,
    )
  const webhook =
    contract.events.length > 0 ? { port: await freePort(), waitMs: spec.webhook?.waitMs ?? 1_000 } : undefined
  const webhookSecret = `assay-webhook-${spec.tag}`
  const isKnown = faults.every((id) => found.faults.some((fault) => fault.id === id))
  const reference = await found
    .start({
      faults,
      ...(webhook ? { webhook: { url: `http://127.0.0.1:${webhook.port}/`, secret: webhookSecret } } : {}),
    })
    .catch((error: Error) => {
      throw isKnown ? error : new UsageError(error.message)
    })
  const { baseUrl, token, fixtures } = reference
  return {
    contract,
    reference,
    faults,
    spec: {
      ...spec,
      target: { ...spec.target, baseUrl, token: spec.target.token ?? token },
      fixtures: { ...fixtures, ...(webhook ? { webhookSecret } : {}), ...spec.fixtures },
      ...(webhook ? { webhook } : {}),
    },
  }
}

/** A port of loopback that nobody listens on at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Asking for what does not exist must not end in an empty green run. */
export const assertKnown = ({ id, requirements }: Contract, { only }: RunSpec): void => {
  const lost = only.find((glob) => !requirements.some((requirement) => matchesGlob(glob, requirement.id)))
  if (lost !== undefined)
    throw new UsageError(`--only '${lost}' matches no requirement of ${id}; assay list ${id} shows them.`)
}

/** The operations that a run would write with, and for which consent is missing. */
export const unconsented = ({ operations }: Contract, { target, allow }: RunSpec): readonly string[] =>
  isLoopback(target.baseUrl) || allow.includes('write')
    ? []
    : operations.filter(({ safe }) => !safe).map(({ id }) => id)

const assertConsent = (contract: Contract, spec: RunSpec): void => {
  const writes = unconsented(contract, spec)
  if (writes.length === 0) return
  const some = writes.slice(0, 4).join(', ')
  throw new UsageError(
    `${new URL(spec.target.baseUrl).hostname} is not on this machine, and the run would write to it (${some}${writes.length > 4 ? ', …' : ''}). Pass --allow-writes, or set target.allowWrites, if it is a sandbox or staging server of yours.`,
  )
}

const contractRun = ({ spec, contract, faults }: Prepared, { metas, errors, fatal }: Collected): ContractRun => {
  const own = metas.filter((one) => one.contract === contract.id).map(({ meta }) => meta)
  const results = own.flatMap(({ assay }) =>
    assay ? [unpackResult(assay as PackedResult, contract.requirements)] : [],
  )
  const counts = own
    .flatMap(({ assayCounts }) => (assayCounts ? [assayCounts as RunCounts] : []))
    .sort((one, other) => other.sent - one.sent)[0]
  return {
    id: contract.id,
    title: contract.title,
    digest: contract.digest,
    target: spec.target.baseUrl,
    requirements: chosen(contract.requirements, spec),
    ambiguities: ambiguitiesOfContract(contract.id),
    results,
    counts: counts ?? { sent: 0, answered: 0, throttled: 0, repeated: 0 },
    errors: [
      ...errors.filter((one) => one.contract === contract.id).map(({ caseId, message }) => `${caseId}: ${message}`),
      ...fatal,
    ].map(redactorFor(openCredentials(spec.target).secrets())),
    settings: {
      contract: spec.contract,
      tag: spec.tag,
      runs: spec.runs,
      reading: spec.reading,
      timeoutMs: spec.target.timeoutMs,
      settleMs: spec.settleMs,
      headers: {},
      fixtures: faults ? {} : { ...spec.fixtures, ...listsOf(spec) },
      authenticated: authOf(spec.target) !== undefined,
      ...(faults ? { reference: faults } : {}),
      ...(spec.only.length > 0 || spec.level !== 'may' ? { filter: { only: spec.only, level: spec.level } } : {}),
    },
  }
}

/** Lists of fresh values; functions are left to the configuration file. */
const listsOf = ({ supplies = {} }: RunSpec): RunSpec['fixtures'] =>
  Object.fromEntries(
    Object.entries(supplies).flatMap(([name, supply]) => (supply.kind === 'list' ? [[name, supply.values]] : [])),
  )

const chosen = (requirements: readonly Requirement[], { only, level }: RunSpec): readonly Requirement[] => {
  const wanted: readonly Level[] = levels.slice(0, levels.indexOf(level) + 1)
  return requirements.filter(
    (one) => wanted.includes(one.level) && (only.length === 0 || only.some((glob) => matchesGlob(glob, one.id))),
  )
}
