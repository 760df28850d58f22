import type { Place, Steps } from './place.ts'

/** What was taken goes through states, one way, to one that is final; what is reported for it depends on the state. */
export type Settles = {
  readonly kind: 'settles'
  readonly what: string
  readonly made: readonly { readonly operation: string; readonly key: Place }[]
  readonly read: { readonly operation: string; readonly key: Place; readonly at: Steps }
  /** One after another; the last of them are final, and some may never be seen. */
  readonly states: readonly (readonly string[])[]
  /** The id that was given is known. */
  readonly known?: string
  readonly forward: string
  readonly final: { readonly facet: string; readonly members: readonly string[] }
  /** What was shown of it once is shown again, in each reading that shows it: what it is known by, and when it was made. */
  readonly stable?: { readonly facet: string; readonly members: readonly Steps[] }
  readonly holds: readonly Holds[]
  /** What is made and followed to its end by cases of its own. */
  readonly followed: readonly Followed[]
}

export const forms = ['absent', 'null', 'empty', 'list', 'object', 'filled'] as const

/** What kind of value stands there. */
export type Form = (typeof forms)[number]

/** What a member says in some states of what some operation made. */
export type Holds = {
  readonly facet: string
  readonly of?: string
  readonly in: readonly string[]
  readonly at: Steps
  /** Forms that it may have. */
  readonly is: readonly Form[]
  /** It is what the request that made it says there; nothing is said of it where that says nothing. */
  readonly sent?: Place
  readonly wide: readonly { readonly is: Form; readonly ambiguity: number }[]
  readonly message: string
}

export type Followed = {
  readonly id: string
  readonly title: string
  readonly operation: string
  /** Requirements below it are tried as well. */
  readonly about?: string
  readonly recipe: {
    readonly optional?: 'all' | 'none'
    readonly text?: 'unicode'
    readonly elements?: number
    /** Every value at a bound of its own. */
    readonly bounds?: boolean
  }
}

/** What a thing may be set to from each of its states. */
export type Transitions = {
  readonly kind: 'transitions'
  readonly what: string
  /** Calls whose replies show the state. */
  readonly shown: readonly { readonly operation: string; readonly key: Place }[]
  readonly at: Steps
  /** Calls that may change it. */
  readonly changedBy: readonly string[]
  /** The call that sets it, alone, by a member of its request. */
  readonly set: { readonly operation: string; readonly key: Place; readonly to: string; readonly refusal: number }
  readonly cells: readonly Cell[]
}

/** `wide`: by some reading it is otherwise. */
export type Cell = {
  readonly facet: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly outcome: 'taken' | 'refused'
  readonly wide: readonly number[]
}
