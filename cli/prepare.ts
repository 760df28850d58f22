import { matchesGlob } from '../core/glob.ts'
import type { RunSpec, TargetSpec } from '../core/run-spec.ts'
import type { Running } from '../reference/reference.ts'
import { referenceFor } from '../reference/references.ts'
import type { Contract } from '../schemas/contract.ts'
import { freshFixtures } from '../schemas/fixtures.ts'
import { loadContract } from '../schemas/load.ts'
import { CredentialsError } from '../target/auth/credentials.ts'
import { withCredentials } from '../target/auth/open.ts'
import { isLoopback } from '../target/loopback.ts'
import type { Environment } from './environment.ts'
import { freePort } from './free-port.ts'
import type { LoadedConfig } from './load-config.ts'
import { resolveSpec } from './resolve-spec.ts'
import { partOf } from './resume.ts'
import type { RunRequest } from './run.ts'
import { UsageError } from './usage-error.ts'

export type Prepared = {
  readonly spec: RunSpec
  readonly contract: Contract
  readonly reference?: Running
  readonly faults?: readonly string[]
}

type Means = {
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
