import { createServer } from 'node:net'
import type { Shard } from '../core/evidence-line.ts'
import { matchesGlob } from '../core/glob.ts'
import type { Report } from '../core/report.ts'
import type { RunSpec, TargetSpec } from '../core/run-spec.ts'
import type { Running } from '../reference/reference.ts'
import { referenceFor } from '../reference/references.ts'
import { buildReport } from '../reports/build.ts'
import type { Progress } from '../reports/vitest-reporter.ts'
import type { Contract } from '../schemas/contract.ts'
import { freshFixtures } from '../schemas/fixtures.ts'
import { builtIn, loadContract } from '../schemas/load.ts'
import { once } from '../suites/once.ts'
import { CredentialsError } from '../target/auth/credentials.ts'
import { withCredentials } from '../target/auth/open.ts'
import { isLoopback } from '../target/loopback.ts'
import type { Config } from './config.ts'
import { contractRun, runLine } from './contract-run.ts'
import type { Environment } from './environment.ts'
import { addLines, beginEvidence } from './evidence.ts'
import { type LoadedConfig, loadConfig } from './load-config.ts'
import { limitsNote, mannered } from './manners.ts'
import { version } from './package-info.ts'
import { resolveSpec } from './resolve-spec.ts'
import { partOf, type Resumed } from './resume.ts'
import type { RunFlags } from './run-flags.ts'
import { runSuites } from './run-suites.ts'
import { UsageError } from './usage-error.ts'

export type RunRequest = {
  readonly contracts: readonly string[]
  readonly flags: RunFlags
  readonly configFile?: string
  /** In place of any file. */
  readonly config?: Config
  /** Faults of the embedded reference, when that is the target. */
  readonly faults?: readonly string[]
  /** Only these cases, as a replay asks for. */
  readonly cases?: readonly string[]
  /** In place of the tag that follows from the seed. */
  readonly tag?: string
  readonly shard?: Shard
  /** What was done of a run that was cut off. */
  readonly resumed?: Resumed
}

export type RunSurroundings = {
  readonly folder: string
  readonly environment: Environment
  readonly onProgress: (progress: Progress) => void
  /** What is to be known before the first request goes out. */
  readonly onNote: (text: string) => void
  readonly onInterrupt: (stop: () => void) => void
  readonly isInterrupted: () => boolean
  /** File for every exchange. @defaultValue none is kept */
  readonly evidence?: string
}

export type Prepared = {
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
  const shared = once()
  const credited = (target: TargetSpec) => shared('credentials', () => obtain(target))
  const prepared: Prepared[] = []
  try {
    for (const name of contractsOf(request, config))
      prepared.push(await prepare(name, { request, config, credited, environment: surroundings.environment }))
    const specs = prepared.map(({ spec, contract }) => mannered(spec, contract))
    for (const note of specs.map(limitsNote)) if (note !== undefined) surroundings.onNote(note)
    const { evidence } = surroundings
    if (evidence !== undefined) {
      const resumed = request.resumed !== undefined
      await beginEvidence(
        evidence,
        prepared.map((one) => runLine(one, startedAt)),
        { resumed },
      )
    }
    const collected = await runSuites(
      specs.map((spec) => (evidence === undefined ? spec : { ...spec, evidence })),
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
    const { durationMs, interrupted } = facts
    if (evidence !== undefined) await addLines(evidence, [{ kind: 'end', durationMs, interrupted }])
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

export type Means = {
  readonly request: RunRequest
  readonly config: LoadedConfig
  readonly environment: Environment
  /** The target with credentials, which all contracts of the run share. */
  readonly credited: (target: TargetSpec) => Promise<TargetSpec>
}

export const prepare = async (name: string, { request, config, environment, credited }: Means): Promise<Prepared> => {
  const contract = await loadContract(name)
  const fresh = freshFixtures(contract)
  const resolved = await resolveSpec(name, { flags: request.flags, config, environment, fresh })
  const spec = {
    ...resolved,
    ...(request.cases ? { cases: request.cases } : {}),
    ...(request.tag === undefined ? {} : { tag: request.tag }),
    ...(request.shard ? { shard: request.shard } : {}),
    ...(request.resumed ? partOf(request.resumed, contract, resolved) : {}),
  }
  assertKnown(contract, spec)
  assertLoadable(spec)
  if (spec.target.baseUrl !== '') {
    assertConsent(contract, spec)
    return { spec: { ...spec, target: await credited(spec.target) }, contract }
  }
  return withReference(name, contract, { spec, faults: request.faults ?? [] })
}

/** Credentials are obtained before anything else is sent: without them there is no run. */
export const obtain = async (target: TargetSpec): Promise<TargetSpec> => {
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

/** A function that makes fresh values is called where the requests are made, which only reaches it through its file. */
const assertLoadable = ({ supplies = {} }: RunSpec): void => {
  const lost = Object.entries(supplies).find(([, supply]) => supply.kind === 'function' && supply.file === '')
  if (lost)
    throw new UsageError(
      `The fixture ${lost[0]} is a function, which needs a configuration file to be called from; give a list, or a text with {unique} in it.`,
    )
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
