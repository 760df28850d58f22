import type { Report } from '../core/report.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Fault } from '../reference/reference.ts'

/** What the harness made of one fault. */
export type Kill = {
  readonly contract: string
  readonly fault: string
  readonly requirement: string
  readonly verdict: Verdict
  /** At its own requirement; a fault with which nothing can be used, also by a run that says so and judges nothing. */
  readonly caught: boolean
  /** The run judged nothing, as nothing of the contract could be used. */
  readonly unusable: boolean
  /** Other requirements that are worse off than without the fault. */
  readonly bystanders: readonly string[]
  readonly requests: number
}

export type Verdicts = ReadonlyMap<string, Verdict>

type Compared = {
  readonly contract: string
  /** What is said of the reference as it is. */
  readonly before: Verdicts
  readonly report: Report
}

export const killOf = (fault: Fault, { contract, before, report }: Compared): Kill => {
  const after = verdictsOf(report)
  const { id, requirement, also = [] } = fault
  const unusable = report.run.outcome === 'unusable'
  const isOwn = (name: string) =>
    (after.get(name) === 'fail' || after.get(name) === 'warn') && after.get(name) !== before.get(name)
  // An error of our own has caught nothing, and should not be there.
  const isWorse = (name: string) => isOwn(name) || after.get(name) === 'error'
  return {
    contract,
    fault: id,
    requirement,
    verdict: after.get(requirement) ?? 'untested',
    caught: isOwn(requirement) || (unusable && fault.unusable === true),
    unusable,
    bystanders: [...after.keys()].filter((name) => isWorse(name) && name !== requirement && !also.includes(name)),
    requests: report.run.requests,
  }
}

export const verdictsOf = ({ contracts }: Report): Verdicts =>
  new Map(contracts.flatMap(({ requirements }) => requirements.map(({ id, verdict }) => [id, verdict] as const)))
