import type { Contract } from '../contracts/contract.ts'
import { type Depth, depthOf, depths, runsAt } from '../core/depth.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { estimateOf } from '../suites/estimate.ts'
import { planOf } from '../suites/plan.ts'
import { openSession } from '../suites/session.ts'
import { isLoopback } from '../target/loopback.ts'
import { duration } from './duration.ts'

/** A run that nobody chose the depth of takes no longer than that, in seconds. */
const longestUnasked = 15 * 60

export type DepthChoice = { readonly spec: RunSpec; readonly note?: string }

/**
 * How long each depth would take at a target that is not on this machine, to be reported before anything is sent; and the
 * quick one where the usual one takes long and nobody asked for it.
 */
export const chooseDepth = async (spec: RunSpec, contract: Contract): Promise<DepthChoice> => {
  if (isLoopback(spec.target.baseUrl) || spec.cases) return { spec }
  const times = await timesOf(spec, contract)
  const durations = depths.map((depth) => `${depth} about ${duration(times[depth])}`).join(', ')
  const isTooLong = spec.depth === undefined && times.default > longestUnasked
  if (!isTooLong) return { spec, note: `${contract.id}: depth ${depthOf(spec)}; ${durations}` }
  return {
    spec: { ...spec, depth: 'quick', runs: runsAt.quick },
    note: `${contract.id}: depth quick, since default would take more than 15 minutes; ${durations}; --depth chooses another`,
  }
}

/** The same for all shards of a run, so that they choose alike. Plans only: nothing is sent, and no function of a configuration is called. */
export const timesOf = async (spec: RunSpec, contract: Contract): Promise<Readonly<Record<Depth, number>>> => {
  const seconds = async (depth: Depth): Promise<number> => {
    const { evidence: _, webhook: __, shard, ...rest } = { ...spec, depth, runs: runsAt[depth] }
    const session = await openSession(rest, contract)
    try {
      return estimateOf(planOf(session), { contract, spec: rest }).seconds / (shard?.count ?? 1)
    } finally {
      await session.close()
    }
  }
  return { quick: await seconds('quick'), default: await seconds('default'), deep: await seconds('deep') }
}
