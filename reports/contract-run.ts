import type { Ambiguity } from '../core/ambiguity.ts'
import type { CaseResult } from '../core/case.ts'
import type { Pinned, Settings } from '../core/report.ts'
import type { Requirement } from '../core/requirement.ts'
import type { RunCounts } from '../core/run-counts.ts'

/** What a run of one contract left behind. */
export type ContractRun = {
  readonly id: string
  readonly title: string
  readonly digest: string
  readonly target: string
  /** Those that were asked for. */
  readonly requirements: readonly Requirement[]
  readonly results: readonly CaseResult[]
  readonly counts: RunCounts
  readonly errors: readonly string[]
  readonly settings: Settings
  /** How many value classes requirements have; none where they have none. */
  readonly classes?: ReadonlyMap<string, number>
  /** What every request has with one value, as a fixture gives it. */
  readonly pinned?: readonly Pinned[]
  /** The readings in words, where the contract's numbers are listed. */
  readonly ambiguities?: readonly Ambiguity[]
  /** Its document is none of those that ship with the package. */
  readonly isForeign?: true
}

export type RunFacts = {
  readonly version: string
  readonly seed: number
  readonly startedAt: Date
  readonly durationMs: number
  readonly interrupted: boolean
  /** The run was ended by itself, after so many broken musts. */
  readonly bail?: number
  readonly gate?: 'should'
  readonly minJudged?: number
}
