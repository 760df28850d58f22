import type { PackedResult } from './case.ts'
import type { Exchange } from './exchange.ts'
import type { Settings } from './report.ts'
import type { RunCounts } from './run-counts.ts'

/** A line of `evidence.ndjson`: what a run saw, written as it happens, so that a run that is killed leaves it all. */
export type EvidenceLine = RunLine | ExchangeLine | CaseLine | EndLine

/** A line as it stands in the file: with the run that it belongs to, and that all parts of it share. */
export type WrittenLine = EvidenceLine & { readonly run: string }

/** The run of one contract begins, or goes on where it was cut off. */
export type RunLine = {
  readonly kind: 'run'
  readonly schema: 'assay.evidence/1'
  readonly version: string
  readonly seed: number
  readonly startedAt: string
  readonly contract: string
  readonly digest: string
  readonly target: string
  readonly settings: Settings
  /** Of so many contracts the run is: each has a line, before anything is sent. */
  readonly of?: number
  /** One of several machines that share the work. */
  readonly shard?: Shard
}

/** Part `index` of `count`; the first is 1. */
export type Shard = { readonly index: number; readonly count: number }

export type ExchangeLine = {
  readonly kind: 'exchange'
  readonly contract: string
  readonly exchange: Exchange
  /** Of a long body of a reply. `isAbove`: it stands in an earlier line, and is empty in this one. */
  readonly body?: { readonly sha256: string; readonly isAbove?: true }
}

/** A case is done; its exchanges stand in lines of their own. */
export type CaseLine = {
  readonly kind: 'case'
  readonly contract: string
  readonly result: Omit<PackedResult, 'exchanges'> & { readonly exchanges: readonly string[] }
  /** What the run has sent so far. */
  readonly counts: RunCounts
  /** A fault of our own in the case. */
  readonly error?: string
}

/** `cases`: so many lines of cases stand between this one and the last `run` line; with fewer or more, it is no end. */
export type EndLine = {
  readonly kind: 'end'
  readonly durationMs: number
  readonly interrupted: boolean
  readonly cases: number
}
