import type { Contract } from '../contracts/contract.ts'
import type { Depth } from '../core/depth.ts'
import type { WantedSpec } from '../core/run-spec.ts'
import { type Estimate, estimateOf } from '../suites/estimate.ts'
import { flowsOf } from '../suites/flows/flows.ts'
import { type MissingFixture, missingFixtures } from '../suites/missing-fixtures.ts'
import { planOf } from '../suites/plan.ts'
import { openSession } from '../suites/session.ts'
import { timesOf } from './depth-choice.ts'
import type { Environment } from './environment.ts'
import { fileText, loadConfig } from './load-config.ts'
import { mannered } from './manners.ts'
import { assertWanted, resolveAsked, unconsented } from './prepare.ts'
import { askedFor } from './run.ts'
import type { RunRequest } from './run-request.ts'
import { seedFor } from './seed-for.ts'

/** What a run of one contract would do. */
export type Plan = {
  readonly contract: Contract
  readonly spec: WantedSpec
  readonly estimate: Estimate
  /** How long each depth would take, in seconds. */
  readonly times: Readonly<Record<Depth, number>>
  readonly missing: readonly MissingFixture[]
  /** Operations that write and are not consented to. */
  readonly unconsented: readonly string[]
}

/** The plans of a run: made from contracts and configuration alone, nothing is sent and no function is called. */
export const plansOf = async (
  request: RunRequest,
  { folder, environment }: { readonly folder: string; readonly environment: Environment },
): Promise<{ readonly plans: readonly Plan[]; readonly configuration?: string }> => {
  const config = request.config ?? (await loadConfig(request.configFile, folder))
  const plans: Plan[] = []
  const seed = seedFor(request.flags, config, environment)
  for (const asked of await askedFor(request, config)) {
    const { contract } = asked
    const { webhook, ...spec } = await resolveAsked(asked, { request, config, environment, seed }, { dry: true })
    assertWanted(spec, request, environment)
    plans.push(await planFor(contract, spec, webhook))
  }
  return { plans, ...(config.file === undefined ? {} : { configuration: fileText(config, folder) }) }
}

/** The reference is not started for a plan, and nothing is sent to this address. */
const unused = 'http://127.0.0.1'

/** Nobody listens for a plan; that a run would, is known. */
const planFor = async (contract: Contract, wanted: WantedSpec, webhook: WantedSpec['webhook']): Promise<Plan> => {
  const { kind, ...target } = wanted.target
  const isReference = kind === 'reference'
  const spec = mannered({ ...wanted, target: { baseUrl: unused, ...target } }, contract)
  const session = await openSession(spec, contract)
  try {
    return {
      contract,
      spec: wanted,
      estimate: estimateOf(planOf(session), { contract, spec }),
      times: await timesOf(spec, contract),
      // The embedded reference brings what it needs.
      missing: isReference
        ? []
        : missingFixtures(contract, {
            spec: { ...spec, ...(webhook ? { webhook } : {}) },
            providers: flowsOf(session).providers,
          }),
      unconsented: isReference ? [] : unconsented(contract, spec),
    }
  } finally {
    await session.close()
  }
}
