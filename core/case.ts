import type { Attempt } from './attempt.ts'
import type { Exchange } from './exchange.ts'
import type { Evidence } from './finding.ts'
import type { LedgerEntry } from './ledger.ts'
import type { Observed } from './observed.ts'

/** What a case is made for; its name alone tells nobody. */
export type CaseKind =
  | 'valid'
  | 'example'
  | 'edges'
  | 'property'
  | 'violation'
  | 'parameter'
  | 'auth'
  | 'protocol'
  | 'flow'
  | 'set-up'
  | 'clean-up'

/** What is known of a case where it is made. Stories belong to no one operation. */
export type CaseFacts = { readonly kind: CaseKind; readonly operation?: string }

/** A value class that is refused where the same request without it is taken. */
export type RefusedClass = { readonly requirement: string; readonly name: string; readonly status: number }

/** What one case showed, and the exchanges its findings rest on. */
export type CaseResult = CaseFacts & {
  readonly id: string
  readonly title: string
  readonly evidence: readonly Evidence[]
  /** Of the exchanges that the case rests on, how many could have broken each requirement. */
  readonly observed: Observed
  /** Exchanges that findings name, and the steps that led to them. */
  readonly exchanges: readonly Exchange[]
  readonly created: readonly string[]
  /** What its requests made at the target, as far as the contract tells. */
  readonly ledger?: readonly LedgerEntry[]
  /** The plainly valid requests that it is, or that it leans on where none was taken. */
  readonly attempts?: readonly Attempt[]
  /** Value classes that stood in valid requests which were taken: of which requirement, and which of them. */
  readonly classes?: readonly (readonly [requirement: string, index: number])[]
  readonly refused?: readonly RefusedClass[]
  /** Not all that it wanted to send was sent: the run was stopped, or came to a limit of its own, before. */
  readonly isCut?: true
}

/** A case's result as it travels from the worker: what was kept is only numbers. */
export type PackedResult = Omit<CaseResult, 'evidence' | 'observed' | 'classes'> & {
  /** The index of a requirement, and of one of its value classes. */
  readonly classes?: readonly (readonly [requirement: number, index: number])[]
  /** Indices into the contract's requirements. */
  readonly kept: readonly number[]
  /** Exchanges that could have broken what was kept, each with the indices; an id of the case's own begins with `#`. */
  readonly shownBy?: readonly (readonly [exchange: string, requirements: readonly number[]])[]
  readonly other: readonly Evidence[]
  /** For each requirement that an exchange could have broken: its index, and how many could have. */
  readonly observed: readonly (readonly [requirement: number, exchanges: number])[]
}
