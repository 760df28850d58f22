import type { Json } from './json.ts'
import type { Limits } from './limits.ts'
import type { Level } from './requirement.ts'

/** How a contract is to be run: plain data, handed to the workers as it is. */
export type RunSpec = {
  /** Built-in name, path or URL. */
  readonly contract: string
  readonly target: TargetSpec
  readonly seed: number
  /** Marks what this run creates, so that a vendor can find it and no two runs use the same reference. */
  readonly tag: string
  /** Random valid requests for each operation. */
  readonly runs: number
  readonly only: readonly string[]
  readonly level: Level
  readonly reading: 'strict' | 'lenient'
  readonly allow: readonly Consent[]
  readonly fixtures: Readonly<Record<string, Json>>
  /** Fixtures of which every request takes a value of its own, where the user gave more than one value. */
  readonly supplies?: Readonly<Record<string, Supply>>
  /** Only the cases with these ids. */
  readonly cases?: readonly string[]
  readonly webhook?: { readonly port: number; readonly waitMs: number }
  /** How long a submission may take until it is done. */
  readonly settleMs: number
}

/** Where fresh values of a fixture come from. Functions stay in the file they were written in: they cannot be handed on. */
export type Supply =
  | { readonly kind: 'list'; readonly values: readonly Json[] }
  | { readonly kind: 'function'; readonly file: string }

export type Consent = 'write' | 'concurrent' | 'destructive'

export type TargetSpec = {
  readonly baseUrl: string
  readonly token?: string
  readonly headers: Readonly<Record<string, string>>
  /** Values of headers that no output may hold, by the environment variable they were read from. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly concurrency: number
  readonly requestsPerSecond?: number
  /** By class of operation; what the contract documents is in here where it is kept to. */
  readonly limits?: Limits
  /** Tells the vendor whose requests they are. */
  readonly userAgent?: string
  readonly maxRequests?: number
  readonly maxTimeMs?: number
}
