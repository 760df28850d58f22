import type { JsonObject } from '../../core/json.ts'

/** Why a call is refused. Each presentation tells what it has words for. */
export type Refusal = {
  readonly status: number
  /** The place in the body, or what else is meant. */
  readonly at?: string
  readonly message?: string
  /** The name of the error. */
  readonly type?: string
  readonly details?: JsonObject
  readonly headers?: Readonly<Record<string, string>>
}

/** Something about a request that makes the service refuse it. */
export type Problem = Refusal & {
  /** Full id of the requirement that says so. */
  readonly requirement: string
}

/** One problem or more, all of one stage. */
export type Problems = readonly [Problem, ...Problem[]]
