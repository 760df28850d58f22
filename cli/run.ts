import { createServer } from 'node:net'
import { matchesGlob } from '../core/glob.ts'
import type { Limits } from '../core/limits.ts'
import type { Report } from '../core/report.ts'
import { type Level, levels, type Requirement } from '../core/requirement.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import type { Running } from '../reference/reference.ts'
import { referenceFor } from '../reference/references.ts'
import { buildReport, type ContractRun } from '../reports/build.ts'
import type { Collected, Progress } from '../reports/vitest-reporter.ts'
import type { Contract } from '../schemas/contract.ts'
import { freshFixtures } from '../schemas/fixtures.ts'
import { builtIn, loadContract } from '../schemas/load.ts'
import { type PackedResult, unpackResult } from '../suites/packed-result.ts'
import { type Config, type LoadedConfig, loadConfig } from './config.ts'
import { limitsNote, mannered } from './manners.ts'
import { version } from './package-info.ts'
import { type Environment, type RunFlags, resolveSpec } from './resolve-spec.ts'
import { runSuites } from './run-suites.ts'
import { UsageError } from './usage-error.ts'

export type RunRequest = {
  readonly contracts: readonly string[]
  readonly flags: RunFlags
  readonly configFile?: string
  /** In place of any file. */
  readonly config?: Config
  /** Before those of the documents. */
  readonly limits?: Limits
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
  /** What is to be known before the first request goes out. */
  readonly onNote: (text: string) => void
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
  const config = request.config ?? (await loadConfig(request.configFile, surroundings.folder))
  const prepared: Prepared[] = []
  try {
    for (const name of contractsOf(request, config))
      prepared.push(await prepare(name, { request, config, environment: surroundings.environment }))
    const specs = prepared.map(({ spec, contract }) => mannered(spec, contract))
    for (const note of specs.map(limitsNote)) if (note !== undefined) surroundings.onNote(note)
    const collected = await runSuites(specs, surroundings.onProgress, surroundings)
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

const contractsOf = ({ contracts }: RunRequest, config: LoadedConfig): readonly string[] => {
  if (contracts.length > 0) return [...new Set(contracts)]
  return config.contract === undefined ? builtIn() : [config.contract]
}

type Means = { readonly request: RunRequest; readonly config: LoadedConfig; readonly environment: Environment }

const prepare = async (name: string, { request, config, environment }: Means): Promise<Prepared> => {
  const contract = await loadContract(name)
  const fresh = freshFixtures(contract)
  const resolved = await resolveSpec(name, { flags: request.flags, config, environment, fresh })
  const spec = {
    ...resolved,
    ...(request.cases ? { cases: request.cases } : {}),
    ...(request.tag === undefined ? {} : { tag: request.tag }),
    ...(request.limits ? { target: { ...resolved.target, limits: request.limits } } : {}),
  }
  assertKnown(contract, spec)
  assertLoadable(spec)
  if (spec.target.baseUrl !== '') {
    assertConsent(contract, spec)
    return { spec, contract }
  }
  return withReference(name, contract, { spec, faults: request.faults ?? [] })
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
const assertKnown = ({ id, requirements }: Contract, { only }: RunSpec): void => {
  const lost = only.find((glob) => !requirements.some((requirement) => matchesGlob(glob, requirement.id)))
  if (lost !== undefined)
    throw new UsageError(`--only '${lost}' matches no requirement of ${id}; assay list ${id} shows them.`)
}

/** A function that makes fresh values is called where the requests are made, which only reaches it through its file. */
const assertLoadable = ({ supplies = {} }: RunSpec): void => {
  const lost = Object.entries(supplies).find(([, supply]) => supply.kind === 'function' && supply.file === '')
  if (lost)
    throw new UsageError(
      `The fixture ${lost[0]} is a function, which needs a configuration file to be called from; give a list, or a text with {unique} in it.`,
    )
}

const assertConsent = ({ operations }: Contract, { target, allow }: RunSpec): void => {
  const { hostname } = new URL(target.baseUrl)
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  const writes = operations.filter(({ safe }) => !safe)
  if (isLoopback || writes.length === 0 || allow.includes('write')) return
  throw new UsageError(
    `${hostname} is not on this machine, and the run would write to it (${writes
      .map(({ id }) => id)
      .slice(0, 4)
      .join(
        ', ',
      )}${writes.length > 4 ? ', …' : ''}). Pass --allow-writes, or set target.allowWrites, if it is a sandbox or staging server of yours.`,
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
    results,
    counts: counts ?? { sent: 0, answered: 0, throttled: 0, repeated: 0 },
    errors: [
      ...errors.filter((one) => one.contract === contract.id).map(({ caseId, message }) => `${caseId}: ${message}`),
      ...fatal,
    ],
    settings: {
      contract: spec.contract,
      tag: spec.tag,
      runs: spec.runs,
      reading: spec.reading,
      timeoutMs: spec.target.timeoutMs,
      settleMs: spec.settleMs,
      headers: {},
      fixtures: faults ? {} : { ...spec.fixtures, ...listsOf(spec) },
      authenticated: spec.target.token !== undefined,
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
