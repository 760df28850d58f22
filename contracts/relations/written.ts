import type { Json } from '../../core/json.ts'
import type { Source, SourceKind } from '../../core/requirement.ts'
import type { Again, AlikeCall, AlikeForm, AlikeSent, Comparator, Reading } from './relation.ts'
import type { Followed, Form, Holds, Settles } from './states.ts'

/** `relations.yaml` as it is written; `relations.schema.json` says the same, and is asked first. */
export type Written = { readonly relations: readonly WrittenRelation[] }

export type WrittenRelation =
  | WrittenEcho
  | WrittenReadsBack
  | WrittenUnique
  | WrittenAlike
  | WrittenOnce
  | WrittenIsolated
  | WrittenSettles
  | WrittenTransitions

export type WrittenAbsent = 'broken' | { readonly ambiguity: number } | { readonly open: string }

type About = {
  readonly ambiguities?: readonly number[]
}

export type WrittenMember = About & {
  readonly member: string
  /** What it rests on, where its source stands in the same place as those of the others. */
  readonly kind?: SourceKind
  readonly id?: string
  readonly title?: string
  readonly source?: Source
  readonly from?: string
  readonly constant?: Json
  readonly received?: string
  readonly as?: Comparator
  readonly places?: number
  readonly wide?: readonly Reading[]
  readonly absent?: WrittenAbsent
  readonly leftOut?: Json
  readonly pairs?: {
    readonly by?: string
    readonly id?: string
    readonly title?: string
    readonly members: readonly WrittenMember[]
  }
}

export type WrittenKey = { readonly written: string; readonly asked: string }

export type WrittenWhen = readonly { readonly at: string; readonly is: Json }[]

export type WrittenEcho = About & {
  readonly kind: 'echo'
  readonly id: string
  readonly title: string
  readonly how: string
  readonly operation?: string
  readonly fixtures?: readonly string[]
  readonly source: Source
  readonly request: { readonly operation: string; readonly at?: string }
  readonly reply: {
    readonly operation: string
    readonly at?: string
    readonly key?: WrittenKey
    readonly when?: WrittenWhen
  }
  readonly element?: { readonly ids: readonly string[]; readonly named?: string }
  readonly with?: readonly string[]
  readonly without?: readonly string[]
  readonly removedBy?: readonly string[]
  readonly removed?: string
  readonly absent: WrittenAbsent
  readonly members: readonly WrittenMember[]
}

export type WrittenRequirement = About & {
  readonly id: string
  readonly operation?: string
  readonly title: string
  readonly how: string
  readonly source: Source
}

export type WrittenReadsBack = {
  readonly kind: 'readsBack'
  readonly thing: string
  readonly name: string
  readonly read: { readonly operation: string; readonly key: string; readonly stable: WrittenRequirement }
  readonly writes: readonly {
    readonly operation: string
    readonly key: string
    readonly creates?: boolean
    readonly changes?: readonly string[]
    readonly shows?: WrittenRequirement
    readonly frame?: WrittenRequirement
  }[]
  readonly refused?: WrittenRequirement
  readonly volatile: readonly { readonly at: string; readonly why: string }[]
  readonly known?: Readonly<Record<string, readonly string[]>>
  readonly mayComeAndGo?: readonly string[]
  readonly spellings?: readonly { readonly names: readonly string[]; readonly ambiguity: number }[]
  readonly wide?: readonly (Reading & { readonly at: readonly string[] })[]
  readonly shown: readonly string[]
}

export type WrittenUnique = WrittenRequirement & {
  readonly kind: 'unique'
  readonly operation: string
  readonly what: string
  readonly made?: readonly {
    readonly operation: string
    readonly id: string
    readonly of?: string
    readonly chosen?: boolean
    readonly soft?: boolean
    readonly nobodys?: string
    readonly later?: { readonly operation: string; readonly key: WrittenKey; readonly when?: WrittenWhen }
  }[]
  readonly lists?: readonly { readonly operation: string; readonly at: string }[]
  readonly ids?: readonly string[]
  readonly repeated?: WrittenRequirement & { readonly without?: readonly string[]; readonly ambiguity: number }
}

export type WrittenAlike = {
  readonly kind: 'alike'
  readonly what: string
  readonly calls: readonly {
    readonly operation: string
    readonly key?: string
    readonly own?: AlikeCall['own']
    readonly readBy?: { readonly operation: string; readonly key: string }
    readonly forms: readonly WrittenForm[]
  }[]
  readonly changedBy?: readonly { readonly operation: string; readonly key: string }[]
  readonly volatile?: readonly { readonly at: string; readonly why: string }[]
}

export type WrittenForm = {
  readonly id: string
  readonly what: string
  readonly sent: Partial<AlikeSent>
  readonly as?: 'xml' | 'json'
  readonly open?: readonly number[]
  readonly wide?: AlikeForm['wide']
  /** A requirement that stands elsewhere. */
  readonly offered?: string
  readonly reply?: WrittenRequirement
  readonly effect?: WrittenRequirement & {
    readonly at?: string
    readonly hidden?: readonly string[]
    readonly body: Json
  }
}

export type WrittenOnce = {
  readonly kind: 'once'
  readonly operation: string
  readonly what: string
  readonly key?: string
  readonly done?: {
    readonly operation: string
    readonly key: WrittenKey
    readonly at: string
    readonly taken: readonly Json[]
    readonly refused: readonly Json[]
  }
  readonly refusedWith?: readonly number[]
  readonly again?: WrittenRequirement & {
    readonly effect: 'taken' | 'refused'
    readonly wide?: Again['wide']
    readonly times?: number
    readonly between?: Again['between']
  }
  readonly says?: WrittenRequirement & { readonly at: string; readonly text: string }
  readonly together?: WrittenRequirement
}

export type WrittenIsolated = WrittenRequirement & {
  readonly kind: 'isolated'
  readonly operation: string
  readonly what: string
  readonly members: readonly string[]
  readonly written: readonly { readonly operation: string; readonly owner?: string }[]
  readonly shown: readonly { readonly operation: string; readonly owner?: string; readonly at?: string }[]
}

export type WrittenSettles = {
  readonly kind: 'settles'
  readonly what: string
  readonly made: readonly { readonly operation: string; readonly key: string }[]
  readonly read: { readonly operation: string; readonly key: string; readonly at: string }
  readonly states: Settles['states']
  readonly known?: WrittenRequirement
  readonly forward: WrittenRequirement
  readonly final: WrittenRequirement & { readonly members: readonly string[] }
  readonly stable?: WrittenRequirement & { readonly members: readonly string[] }
  readonly holds: readonly (WrittenRequirement & {
    readonly of?: string
    readonly in: readonly string[]
    readonly at: string
    readonly is?: readonly Form[]
    readonly sent?: string
    readonly wide?: Holds['wide']
    readonly message: string
  })[]
  readonly followed?: readonly Followed[]
}

export type WrittenTransitions = {
  readonly kind: 'transitions'
  readonly what: string
  readonly shown: readonly { readonly operation: string; readonly key: string }[]
  readonly at: string
  readonly changedBy: readonly string[]
  readonly set: { readonly operation: string; readonly key: string; readonly to: string; readonly refusal: number }
  readonly cells: readonly (WrittenRequirement & {
    readonly level?: 'may'
    readonly from: readonly string[]
    readonly to: readonly string[]
    readonly outcome: 'taken' | 'refused'
    readonly wide?: readonly number[]
  })[]
}
