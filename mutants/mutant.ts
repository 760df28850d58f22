import type { Contract, Operation } from '../contracts/contract.ts'
import type { Answered, Given, Sent } from '../core/layer.ts'
import type { Call } from './call.ts'
import type { Memory } from './memory.ts'

/** A fault that was made from a contract: the layer in between changes requests or replies as it says. */
export type Mutant = {
  /** Deterministic: `reply/createOrder/200/submissionId/dropped`. */
  readonly id: string
  /** The name of the operator that made it. */
  readonly operator: string
  /** Id of the operation that it changes; `*` for all. */
  readonly operation: string
  readonly place: string
  /**
   * Whether each change is against the contract's schemas, statuses and rules by how it is made. Of all others it is
   * judged by what they make of a reply.
   */
  readonly isAgainst: boolean
  readonly apply: Apply
}

/** What becomes of one call. */
export type Apply = (call: Call, world: World) => Promise<Answered>

export type World = {
  readonly contract: Contract
  /** Goes on to the service, or to what stands before it. */
  readonly forward: (sent: Sent) => Promise<Given>
  /** What was seen before this call. */
  readonly memory: Memory
}

export type Family = 'reply' | 'takes' | 'refuses' | 'remembers' | 'lets in' | 'leaks' | 'transport'

/** A way to make mutants of an operation. */
export type Operator = {
  readonly name: string
  readonly family: Family
  /** What a service with such a fault does. */
  readonly title: string
  readonly isAgainst: boolean
  readonly drafts: (operation: Operation, contract: Contract) => readonly Draft[]
}

/** `id` without the name of the operator, which ends it. */
export type Draft = {
  readonly id: string
  readonly place: string
  readonly apply: Apply
  /** Where it is otherwise than for the operator. */
  readonly isAgainst?: boolean
}
