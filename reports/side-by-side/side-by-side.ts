import type { Report } from '../../core/report.ts'
import type { Level } from '../../core/requirement.ts'
import type { Outcome, Verdict } from '../../core/verdict.ts'
import type { Share } from '../judged.ts'

/** A report with the file that it was read from. */
export type NamedReport = { readonly file: string; readonly report: Report }

/** Several reports of the same contracts, a column for each. It is written as JSON as it stands. */
export type SideBySide = {
  readonly schema: 'assay.side-by-side/1'
  readonly reports: readonly ReportFacts[]
  /** What makes the columns less alike than they look: other versions, other settings, runs that ended early. */
  readonly notes: readonly string[]
  readonly contracts: readonly SideContract[]
}

/** Which report a column is. */
export type ReportFacts = {
  readonly letter: string
  readonly file: string
  readonly seed: number
  readonly startedAt: string
  readonly version: string
  readonly outcome: Outcome
}

/** One version of a contract, as several reports judged it. */
export type SideContract = {
  readonly id: string
  readonly title: string
  readonly digest: string
  readonly targets: readonly Target[]
  readonly rows: readonly Row[]
}

export type Target = {
  readonly letter: string
  readonly target: string
  readonly outcome: Outcome
  readonly requests: number
  readonly musts: Share
  readonly counts: Readonly<Record<Verdict, number>>
}

export type Row = {
  readonly requirement: string
  readonly operation: string
  /** The kind of case, as the columns of a report's matrix are called. */
  readonly cases: string
  readonly level: Level
  readonly title: string
  /** Whether the targets differ, or agree in that it failed, or simply agree. */
  readonly kind: 'differs' | 'failed' | 'same'
  /** As many as the contract has targets, in their order. */
  readonly cells: readonly Cell[]
}

export type Cell = {
  readonly letter: string
  /** Absent where that run was not asked for the requirement. */
  readonly verdict?: Verdict
  /** What was expected and received, or why it was not judged. */
  readonly why?: string
}
