import type { ContractReport, FindingReport, Report, RequirementReport } from '../core/report.ts'
import type { Consent } from '../core/run-spec.ts'
import type { Environment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import type { RunRequest } from './run-request.ts'

export type ReplayOptions = {
  readonly target?: string
  readonly config?: string
  readonly profile?: string
  readonly token?: string
  readonly header: readonly string[]
  readonly allow: readonly Consent[]
  readonly allowWrites?: true
  readonly allowRef?: readonly string[]
  readonly verbatim?: true
  readonly test?: string
  readonly contract?: string
}

/** A case of a report with the worst that it showed. */
export type Replayed = {
  readonly report: Report
  readonly file: string
  readonly contract: ContractReport
  readonly requirement: RequirementReport
  readonly finding: FindingReport
  /** All that its case shows was asked for, and not this finding alone. */
  readonly isWholeCase: boolean
}

/** Where a replay goes, and what of the configuration is meant for that place. */
export type Place = {
  readonly where: { readonly kind: 'url'; readonly baseUrl: string } | { readonly kind: 'reference' }
  /** Another target than that of the report. */
  readonly isElsewhere: boolean
  /** Without the targets that are other servers. */
  readonly config: LoadedConfig
  /** Name of the target in it, where it has one. */
  readonly profile?: string
  /** Without what would choose another target. */
  readonly environment: Environment
  /** What the user should know before anything is sent. */
  readonly notes: readonly string[]
}

/** What is sent again, and where. */
export type Replay = { readonly request: RunRequest; readonly place: Place }

/** What a replay came to: it still fails, it does not, or that could not be seen. */
export type Again = 'fails' | 'holds' | 'open'
