import type { Auth } from './auth.ts'
import type { Depth } from './depth.ts'
import type { Shard } from './evidence-line.ts'
import type { Json } from './json.ts'
import type { Limits } from './limits.ts'
import type { Level } from './requirement.ts'

/** How a contract is to be run: plain data, handed to the workers as it is. */
export type RunSpec = {
  /** Built-in name, path or URL. */
  readonly contract: string
  /** Folders, and http(s) origins, that the contract may refer to beside its own. */
  readonly allowRef?: readonly string[]
  /** Files of Arazzo workflows about the contract, beside its own. */
  readonly workflows?: readonly string[]
  readonly target: TargetSpec
  readonly seed: number
  /** Marks what this run creates, so that a vendor can find it and no two runs use the same reference. */
  readonly tag: string
  /** Absent where nobody asked for one: `default`. */
  readonly depth?: Depth
  /** Random valid requests for each operation. */
  readonly runs: number
  readonly only: readonly string[]
  readonly level: Level
  readonly reading: 'strict' | 'lenient'
  readonly allow: readonly Consent[]
  readonly fixtures: Readonly<Record<string, Json>>
  /** Further values of fixtures of which the user gave a list; the first is the one that most requests have. */
  readonly fixturePools?: Readonly<Record<string, readonly Json[]>>
  /** Fixtures of which every request takes a value of its own, where the user gave more than one value. */
  readonly supplies?: Readonly<Record<string, Supply>>
  /** Only the cases with these ids. */
  readonly cases?: readonly string[]
  /** Cases that an earlier part of the run has done. */
  readonly done?: readonly string[]
  /** Only this part of the cases. */
  readonly shard?: Shard
  /** File that every exchange is added to. */
  readonly evidence?: string
  /** Exchanges stand in it as they were, and not only as they are shown: so all can be judged again. */
  readonly isWhole?: true
  /** Marks the lines of that file: those of another run do not belong there. @defaultValue the tag */
  readonly runId?: string
  readonly webhook?: { readonly port: number; readonly waitMs: number }
  /** How long a submission may take until it is done. */
  readonly settleMs: number
}

/** Where fresh values of a fixture come from. Functions stay in the file they were written in: they cannot be handed on. */
export type Supply =
  | { readonly kind: 'list'; readonly values: readonly Json[] }
  | { readonly kind: 'function'; readonly file: string; readonly profile?: string }

export type Consent = 'write' | 'concurrent' | 'destructive'

/** What a run is to be against: a server that is there, or the embedded reference, which has no address until it runs. */
export type Target =
  | ({ readonly kind: 'url' } & TargetSpec)
  | ({ readonly kind: 'reference' } & Omit<TargetSpec, 'baseUrl'>)

/** A run before the embedded reference is started, where that is the target. */
export type WantedSpec = Omit<RunSpec, 'target'> & { readonly target: Target }

export type TargetSpec = {
  readonly baseUrl: string
  /** Short for a bearer token in `auth`. */
  readonly token?: string
  readonly auth?: Auth
  readonly headers: Readonly<Record<string, string>>
  /** Values of headers that no output may hold, by the environment variable they were read from. */
  readonly secrets?: Readonly<Record<string, string>>
  /** For one whole exchange. */
  readonly timeoutMs: number
  readonly timeouts?: Timeouts
  readonly tls?: Tls
  readonly proxies?: Proxies
  /** Larger replies are cut off. */
  readonly maxReplyBytes?: number
  readonly concurrency: number
  readonly requestsPerSecond?: number
  /** By class of operation; what the contract documents is in here where it is kept to. */
  readonly limits?: Limits
  /** Tells the vendor whose requests they are. */
  readonly userAgent?: string
  readonly maxRequests?: number
  readonly maxTimeMs?: number
}

/** Parts of an exchange, in milliseconds; none may take longer than the whole. */
export type Timeouts = { readonly connectMs?: number; readonly firstByteMs?: number; readonly bodyMs?: number }

/** PEM texts: authorities to trust beside those of Node, and the client's own certificate. */
export type Tls = {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly passphrase?: string
}

/** Proxies by the scheme of the target; hosts that are reached without. */
export type Proxies = { readonly http?: string; readonly https?: string; readonly none: readonly string[] }
