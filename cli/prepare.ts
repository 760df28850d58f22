import type { Contract } from '../contracts/contract.ts'
import { freshFixtures, pooledFixtures } from '../contracts/fixtures.ts'
import type { Json } from '../core/json.ts'
import type { RunSpec, TargetSpec, WantedSpec } from '../core/run-spec.ts'
import type { Running } from '../reference/reference.ts'
import { referenceFor } from '../reference/references.ts'
import { CredentialsError } from '../target/auth/credentials.ts'
import { withCredentials } from '../target/auth/open.ts'
import { isLoopback } from '../target/loopback.ts'
import { type Environment, isUnattended } from './environment.ts'
import { freePort } from './free-port.ts'
import { knownFixtures } from './known-fixtures.ts'
import type { LoadedConfig } from './load-config.ts'
import { reachOf } from './reach-of.ts'
import { resolveSpec } from './resolve-spec.ts'
import { partOf } from './resume.ts'
import type { RunRequest } from './run-request.ts'
import { UsageError } from './usage-error.ts'

export type Prepared = {
  readonly spec: RunSpec
  readonly contract: Contract
  readonly reference?: Running
  readonly faults?: readonly string[]
  /** Fixtures that were given for the reference, beside those that it brings. */
  readonly given?: Readonly<Record<string, Json>>
}

type Means = {
  readonly request: RunRequest
  readonly config: LoadedConfig
  readonly environment: Environment
  /** The same for all contracts of the run. */
  readonly seed: number
  /** The target with credentials, which all contracts of the run share. */
  readonly credited: (target: TargetSpec) => Promise<TargetSpec>
}

/** A contract with the name, path or URL it was asked for by. */
export type Asked = {
  readonly name: string
  readonly contract: Contract
  /** The files of workflows that are about it, of those that the user gave. */
  readonly workflows?: readonly string[]
  /** Globs of what is wanted of it; absent where the flags say it as they stand. */
  readonly only?: readonly string[]
  /** Cases that were asked for by their names. */
  readonly cases?: readonly string[]
}

/** What is wanted of one contract, by the request, the environment and the configuration. */
export const resolveAsked = async (
  { name, contract, only, cases }: Asked,
  {
    request,
    config,
    environment,
    seed,
  }: Omit<Means, 'credited' | 'request'> & { readonly request: Pick<RunRequest, 'flags' | 'recorded' | 'isGiven'> },
  dry: Pick<Parameters<typeof resolveSpec>[1], 'dry'> = {},
): ReturnType<typeof resolveSpec> => ({
  ...(await resolveSpec(name, {
    flags: request.flags,
    config,
    environment,
    seed,
    recorded: request.recorded?.[contract.id] ?? {},
    known: knownFixtures(contract),
    fresh: freshFixtures(contract),
    pooled: pooledFixtures(contract),
    isGiven: request.isGiven === true,
    ...dry,
  })),
  ...(only ? { only } : {}),
  ...(cases ? { cases } : {}),
})

export const prepare = async (
  asked: Asked,
  { request, config, environment, seed, credited }: Means,
): Promise<Prepared> => {
  const { name, contract, workflows = [] } = asked
  const resolved = await resolveAsked(asked, { request, config, environment, seed })
  assertWanted(resolved, request, environment)
  const spec: WantedSpec = {
    ...resolved,
    ...reachOf(request.flags),
    ...(workflows.length > 0 ? { workflows } : {}),
    ...(request.cases ? { cases: request.cases } : {}),
    ...(request.tag === undefined ? {} : { tag: request.tag }),
    ...(request.shard ? { shard: request.shard } : {}),
    ...(request.resumed ? partOf(request.resumed, contract, resolved) : {}),
  }
  assertLoadable(spec)
  const { target } = spec
  if (target.kind === 'reference') return withReference(name, contract, { spec, faults: request.faults ?? [] })
  const { kind: _, ...server } = target
  assertConsent(contract, { ...spec, target: server })
  return { spec: { ...spec, target: await credited(server) }, contract }
}

/**
 * Whether the target is the one that was meant: nobody's service is proven by a run against the embedded reference.
 *
 * @throws UsageError saying what to give
 */
export const assertWanted = (
  { target }: WantedSpec,
  { flags, faults = [] }: Pick<RunRequest, 'flags' | 'faults'>,
  environment: Environment,
): void => {
  const wantsReference = flags.reference === true || faults.length > 0
  if (target.kind === 'url' && faults.length > 0)
    throw new UsageError(
      `--fault is for the embedded reference, and the target is ${target.baseUrl}: leave --fault out, or ask for the reference with --reference in place of --target.`,
    )
  if (target.kind === 'reference' && !wantsReference && isUnattended(environment))
    throw new UsageError(
      'There is no target, and CI is set: give --target URL, ASSAY_TARGET or a configuration with one, or --reference to run against the embedded reference, which says nothing about your API.',
    )
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
  { spec, faults }: { readonly spec: WantedSpec; readonly faults: readonly string[] },
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
  const { kind: _, ...target } = spec.target
  return {
    contract,
    reference,
    faults,
    given: spec.fixtures,
    spec: {
      ...spec,
      target: { ...target, baseUrl, token: target.token ?? token },
      fixtures: { ...fixtures, ...(webhook ? { webhookSecret } : {}), ...spec.fixtures },
      ...(webhook ? { webhook } : {}),
    },
  }
}

/** A function that makes fresh values is called where the requests are made, which only reaches it through its file. */
const assertLoadable = ({ supplies = {} }: Pick<RunSpec, 'supplies'>): void => {
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
