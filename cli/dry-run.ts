import type { RunSpec } from '../core/run-spec.ts'
import type { Contract } from '../schemas/contract.ts'
import { freshFixtures } from '../schemas/fixtures.ts'
import { loadContract } from '../schemas/load.ts'
import { type Estimate, estimateOf } from '../suites/estimate.ts'
import { flowsOf } from '../suites/flows/flows.ts'
import { type MissingFixture, missingFixtures } from '../suites/missing-fixtures.ts'
import { planOf } from '../suites/plan.ts'
import { openSession } from '../suites/session.ts'
import type { Environment } from './environment.ts'
import { loadConfig } from './load-config.ts'
import { assertKnown, unconsented } from './prepare.ts'
import { resolveSpec } from './resolve-spec.ts'
import { contractsOf, type RunRequest } from './run.ts'

/** What a run of one contract would do. */
export type Plan = {
  readonly contract: Contract
  readonly spec: RunSpec
  readonly estimate: Estimate
  readonly missing: readonly MissingFixture[]
  /** Operations that write and are not consented to. */
  readonly unconsented: readonly string[]
}

/** The plans of a run: made from contracts and configuration alone, nothing is sent and no function is called. */
export const plansOf = async (
  request: RunRequest,
  { folder, environment }: { readonly folder: string; readonly environment: Environment },
): Promise<readonly Plan[]> => {
  const config = await loadConfig(request.configFile, folder)
  const plans: Plan[] = []
  for (const name of contractsOf(request, config)) {
    const contract = await loadContract(name)
    const fresh = freshFixtures(contract)
    const { webhook: _, ...spec } = await resolveSpec(name, {
      flags: request.flags,
      config,
      environment,
      fresh,
      dry: true,
    })
    assertKnown(contract, spec)
    plans.push(await planFor(contract, spec))
  }
  return plans
}

const planFor = async (contract: Contract, spec: RunSpec): Promise<Plan> => {
  const session = await openSession(spec, contract)
  try {
    const isReference = spec.target.baseUrl === ''
    return {
      contract,
      spec,
      estimate: estimateOf(planOf(session), { contract, spec }),
      // The embedded reference brings what it needs.
      missing: isReference ? [] : missingFixtures(contract, { spec, providers: flowsOf(session).providers }),
      unconsented: isReference ? [] : unconsented(contract, spec),
    }
  } finally {
    await session.close()
  }
}
