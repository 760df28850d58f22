import type { Json } from '../core/json.ts'
import type { Layer } from '../core/layer.ts'
import type { Limits } from '../core/limits.ts'

/** What a fault shows up in. */
export type FaultKind =
  | 'reply'
  | 'error-body'
  | 'constraint'
  | 'refuses-valid'
  | 'status'
  | 'credentials'
  | 'wire'
  | 'state'
  | 'leak'
  | 'event'

/** One switch that breaks one requirement and nothing else. */
export type Fault = {
  readonly id: string
  readonly title: string
  readonly kind: FaultKind
  /** Id of the requirement that the fault breaks. */
  readonly requirement: string
  /** Further requirements that cannot be kept once the first is broken. */
  readonly also?: readonly string[]
  /** Calls are left waiting for what never comes. */
  readonly hangs?: true
  /** No valid call is answered any more, so that a run may judge nothing at all. */
  readonly unusable?: true
}

export type ReferenceOptions = {
  /** @defaultValue 0, any free port */
  readonly port?: number
  /** Ids of the faults that are switched on. @defaultValue none */
  readonly faults?: readonly string[]
  /** Calls above them are answered 429, with `Retry-After`. @defaultValue none */
  readonly limits?: Limits
  /** Where events are posted to. @defaultValue nowhere */
  readonly webhook?: { readonly url: string; readonly secret: string }
  /** Stands before the service and may change requests and replies. @defaultValue none */
  readonly layer?: Layer
}

export type Running = {
  readonly baseUrl: string
  readonly token: string
  readonly fixtures: Readonly<Record<string, Json>>
  close(): Promise<void>
}

/** A service that keeps a contract, on loopback. */
export type Reference = {
  /** Id of the contract. */
  readonly contract: string
  readonly faults: readonly Fault[]
  start(options?: ReferenceOptions): Promise<Running>
}
