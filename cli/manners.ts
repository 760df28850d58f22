import type { Contract } from '../contracts/contract.ts'
import type { Limit, Limits } from '../core/limits.ts'
import type { RunSpec, TargetSpec } from '../core/run-spec.ts'
import { isLoopback } from '../target/loopback.ts'
import { version } from './package-info.ts'

/** The spec with the manners of a guest: whose requests they are, and the limits to keep to. */
export const mannered = (spec: RunSpec, contract: Pick<Contract, 'limits'>): RunSpec => ({
  ...spec,
  target: {
    ...spec.target,
    userAgent: spec.target.userAgent ?? `assay/${version()} (+run ${spec.tag})`,
    limits: keptLimits(spec.target, contract.limits),
  },
})

/** The user's limits. Away from this machine, where no rate is given, also those of the documents that they leave open. */
const keptLimits = ({ baseUrl, requestsPerSecond, limits = {} }: TargetSpec, documented: Limits): Limits =>
  !isLoopback(baseUrl) && requestsPerSecond === undefined ? { ...documented, ...limits } : limits

/** What a run says before it begins: that it will take its time, and why. Undefined where nothing slows it. */
export const limitsNote = ({ contract, target: { limits = {} } }: RunSpec): string | undefined => {
  const each = Object.entries(limits).map(([name, limit]: [string, Limit]) => {
    const { requests, perSeconds } = limit
    return `${requests} ${name} requests in ${perSeconds} s`
  })
  return each.length === 0
    ? undefined
    : `${contract}: keeps to ${each.join(' and ')}; --rate or target.limits sets another limit`
}
