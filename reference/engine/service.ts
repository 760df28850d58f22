import type { JsonObject } from '../../core/json.ts'
import type { Running } from '../reference.ts'
import type { Answer, Written } from './answer.ts'
import type { Body } from './body-text.ts'
import type { Call } from './call.ts'
import type { Hooks } from './hooks.ts'
import type { Problem, Problems } from './problem.ts'
import type { Switch } from './switch.ts'

/** The path has its parameters as `:name`. */
export type Operation = { readonly id: string; readonly method: string; readonly path: string }

/**
 * One look at a request. Where a fault lets a problem of the `form` through, what is asked is unsound all the same; a
 * problem of `access` says nothing about what is asked.
 */
export type Stage = { readonly of: 'access' | 'form'; readonly problems: (call: Call) => readonly Problem[] }

/** A request that is taken, and what the service has at hand to perform it. */
export type Context<Memory, Thing = never> = {
  readonly memory: Memory
  readonly hooks: Hooks<Thing>
  /** Whether every rule is kept. A fault may let a request through that keeps not all. */
  readonly soundness: 'sound' | 'unsound'
  /** Sends an event to who has subscribed, with the secret of the subscription. */
  tell(eventOf: (secret: string) => JsonObject): void
}

/** A service: what it refuses, what it remembers and does, and how it says so. */
export type Service<Memory = undefined, Thing = never> = {
  readonly contract: string
  readonly token: string
  readonly fixtures: Running['fixtures']
  readonly operations: readonly Operation[]
  /** Where the paths begin. @defaultValue at the root */
  readonly prefix?: string
  /** What a call to no known address counts to, or how it is answered. */
  readonly elsewhere: (call: Pick<Call, 'method' | 'path'>) => { readonly operation: string } | Answer
  /** @defaultValue as JSON */
  readonly read?: (call: Omit<Call, 'body'>) => Body
  /** The first stage with a problem that is noticed answers. */
  readonly stages: readonly Stage[]
  readonly refuse: (problems: Problems, call: Call, memory: Memory) => Answer
  readonly open: () => Memory
  readonly perform: (context: Context<Memory, Thing>, call: Call) => Answer<Thing>
  /** The answer to anything unforeseen. */
  readonly crash: () => Answer
  /** @defaultValue as JSON */
  readonly write?: (answer: Answer<Thing>, call: Call) => Written
  readonly switches: readonly Switch<Thing>[]
}
