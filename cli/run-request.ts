import type { RunLine, Shard } from '../core/evidence-line.ts'
import type { Json } from '../core/json.ts'
import type { LoadedConfig } from './load-config.ts'
import type { RunFlags } from './run-flags.ts'

export type RunRequest = {
  readonly contracts: readonly string[]
  readonly flags: RunFlags
  readonly configFile?: string
  /** In place of looking for a file. */
  readonly config?: LoadedConfig
  /** Faults of the embedded reference, when that is the target. */
  readonly faults?: readonly string[]
  /** Only these cases, as a replay asks for. */
  readonly cases?: readonly string[]
  /** In place of the tag that follows from the seed. */
  readonly tag?: string
  readonly shard?: Shard
  /** Nothing more is sent after so many broken musts. */
  readonly bail?: number
  /** Fixtures of a run that is done again or gone on with, by contract. */
  readonly recorded?: Readonly<Record<string, Readonly<Record<string, Json>>>>
  /** What was done of a run that was cut off. */
  readonly resumed?: Resumed
  /** The target in the flags stands in that run's evidence alone. */
  readonly isGiven?: boolean
}

/** A run that was cut off, as its evidence shows it. */
export type Resumed = {
  /** Marks its lines of evidence. */
  readonly id: string
  readonly seed: number
  /** How often the run was begun or gone on with so far. */
  readonly parts: number
  readonly runs: readonly RunLine[]
  /** Cases that need not be run again, by contract. */
  readonly done: Readonly<Record<string, readonly string[]>>
}
