import type { Json } from '../../core/json.ts'
import type { Place, Steps } from './place.ts'
import type { Settles, Transitions } from './states.ts'

export type { Place, Steps } from './place.ts'

/** What must hold between values of one exchange, or of several. */
export type Relation = Echo | ReadsBack | Unique | Alike | Once | Isolated | Settles | Transitions

/**
 * Members of a request come back: in its own reply, or in that of a later call which asks for what it made.
 */
export type Echo = {
  readonly kind: 'echo'
  readonly id: string
  /** Whose requests are sent, and where in them the members stand. */
  readonly request: { readonly operation: string; readonly at: Steps }
  readonly reply: {
    readonly operation: string
    readonly at: Steps
    /** Set where another call shows it: what ties that call to this one. */
    readonly key?: Key
    /** Values that the reply must have, or it shows nothing yet. */
    readonly when: readonly Condition[]
  }
  /** The members come back in one element of the list that stands there. */
  readonly element?: Element
  /** Members of the request's body without which, or with which, nothing is promised. */
  readonly with: readonly string[]
  readonly without: readonly string[]
  /** Calls after which what was written may be gone. */
  readonly removedBy: readonly string[]
  /** Where such a call names the element that it removes: what is known to be another one is compared all the same. */
  readonly removed?: Place
  readonly members: readonly Member[]
}

/** Which element: the one that a value of the request names, else one that was not there before. */
export type Element = { readonly ids: readonly string[]; readonly named?: Place }

export type Condition = { readonly at: Steps; readonly is: Json }

export type Member = {
  /** The requirement below the contract; several members may share one. */
  readonly facet: string
  readonly name: string
  readonly sent: Sent
  readonly received: Steps
  readonly compare: Comparison
  readonly wide: readonly Reading[]
  readonly absent: Absent
  /** What it counts as where it was not sent; where there is no such thing, it is compared only where it was sent. */
  readonly leftOut?: Json
  /** The values are lists: of the same length, and members of their elements are compared. */
  readonly pairs?: { readonly by?: string; readonly members: readonly Member[] }
}

/** What is compared: a member of the request, another value of an exchange, or what the documents name. */
export type Sent =
  | { readonly kind: 'member'; readonly steps: Steps }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'constant'; readonly value: Json }
  /** When the request was sent. */
  | { readonly kind: 'moment' }

/** What it means that a value that was sent is not there: a breach, one by the strict reading only, or nothing. */
export type Absent =
  | { readonly kind: 'broken' }
  | { readonly kind: 'wide'; readonly ambiguity: number }
  | { readonly kind: 'open'; readonly reason: string }

export const comparators = [
  'equal',
  'text',
  'decimal',
  'negated',
  'instant',
  'local-time',
  'day',
  'contains',
  'members',
  'only-members',
  'masked',
  'localized',
  'about',
  'null',
  'number',
  'anything',
] as const

export type Comparator = (typeof comparators)[number]

/** `places`: decimal places up to which numbers are the same. */
export type Comparison = { readonly as: Comparator; readonly places?: number }

/** A comparison that only a wide reading allows; in bodies of one kind of media type where that is given. */
export type Reading = Comparison & { readonly ambiguity: number; readonly media?: string }

/**
 * Whoever reads a thing sees what the reply to the last write showed: all of it but for what is volatile, and for what
 * writes in between may change.
 */
export type ReadsBack = {
  readonly kind: 'readsBack'
  readonly thing: string
  /** Its name in every document of it; empty where it has none, and is shown by the read alone. */
  readonly name: Steps
  readonly read: { readonly operation: string; readonly key: Place; readonly stable: string }
  readonly writes: readonly Write[]
  /** A refused request changes nothing: reported here. */
  readonly refused?: string
  readonly volatile: readonly Volatile[]
  /** Lists whose elements are known by a member, by the name of the list. */
  readonly known: Readonly<Record<string, readonly string[]>>
  /** Such lists whose elements may come and go by any write, and not by those about them alone. */
  readonly mayComeAndGo?: readonly string[]
  /** Names of one member between which the documents leave the choice. */
  readonly spellings: readonly { readonly names: readonly string[]; readonly ambiguity: number }[]
  /** Values of a member that are the same by a wide reading. */
  readonly wide: readonly (Reading & { readonly at: readonly string[] })[]
  /** Members that the document shows in a read, so that they must not be missing there; other ones are only missed. */
  readonly shown: readonly string[]
}

export type Write = {
  readonly operation: string
  readonly key: Place
  /** The thing begins with it. */
  readonly creates: boolean
  /** Top-level members that it may change; `c_*` stands for all that begin so. */
  readonly changes: readonly string[]
  /** That reads after it show what it showed; absent where its reply does not show the thing. */
  readonly facet?: string
  /** That it leaves the rest as it was. */
  readonly frame?: string
}

/** `at`: a member's name, at any depth. */
export type Volatile = { readonly at: string; readonly why: string }

/** What the target names is named once: no two things have one id. */
export type Unique = {
  readonly kind: 'unique'
  /** Ids of things that were made by requests that differ are different. */
  readonly facet: string
  readonly what: string
  readonly made: readonly Given[]
  /** Lists in which no two elements have one id. */
  readonly lists: readonly { readonly operation: string; readonly at: Steps }[]
  readonly ids: readonly string[]
  /** The same request, sent again, makes a thing of its own. */
  readonly repeated?: Repeated
}

/** Where the id stands that a call gives to what it makes. */
export type Given = {
  readonly operation: string
  readonly id: Place
  /** What tells one thing from another in the request; its whole body where nothing is named. */
  readonly of?: Place
  /** The caller chose it: others must not be given it after that. */
  readonly chosen: boolean
  /** Nothing says what it is for, so that two things with one are worth a word and no more. */
  readonly soft: boolean
  /** What some reading has in place of an id, in each reply: it is nobody's. */
  readonly nobodys?: string
  /** Another call shows the id. */
  readonly later?: { readonly operation: string; readonly key: Key; readonly when: readonly Condition[] }
}

/** What ties a later call to an earlier one: a value of each. */
export type Key = { readonly written: Place; readonly asked: Place }

export type Repeated = {
  readonly facet: string
  /** Members of the request with which it is a repetition by name. */
  readonly without: readonly string[]
  /** The reading by which it is the first one over again. */
  readonly ambiguity: number
}

/** One call in several forms: what is shown in one of them is shown in the others, and what is sent in one is done. */
export type Alike = {
  readonly kind: 'alike'
  readonly what: string
  readonly calls: readonly AlikeCall[]
  /** Calls after which it may be shown otherwise. */
  readonly changedBy: readonly { readonly operation: string; readonly key: Place }[]
  readonly volatile: readonly Volatile[]
}

export type AlikeCall = {
  readonly operation: string
  /** What tells what is shown; the request itself, but for what must be new in each, where nothing is named. */
  readonly key?: Place
  /** A workflow that makes one for the purpose, and which of its outputs names it. */
  readonly own?: { readonly workflow: string; readonly output: string }
  /** The call by which it is read after this one changed it. */
  readonly readBy?: { readonly operation: string; readonly key: Place }
  readonly forms: readonly AlikeForm[]
}

export type AlikeForm = {
  readonly id: string
  /** How it is said in a sentence: `in XML`. */
  readonly what: string
  /** What of the request makes it one of this form. */
  readonly sent: AlikeSent
  /** What the reply comes in, where that is part of it. */
  readonly as?: 'xml' | 'json'
  /** The requirement, written elsewhere, that there is such a form: it is taken, and answered as it asks for. */
  readonly offered?: string
  /** The reading by which there is no such form, or no one knows what it looks like. */
  readonly open: readonly number[]
  /** That the reply says the same: reported here. */
  readonly reply?: string
  /** Values that are the same by a wide reading, by the name of the member or of one that it stands in. */
  readonly wide: readonly (Reading & { readonly at: readonly string[] })[]
  /** That what is sent is what reads: reported here. */
  readonly effect?: AlikeEffect
}

export type AlikeSent = {
  readonly method?: string
  readonly contentType?: string
  readonly accept?: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** The name of the root, where XML is sent of which the schemas say nothing. */
  readonly root?: string
}

export type AlikeEffect = {
  readonly facet: string
  /** Where what was sent is shown: a document, or a list of which it is one element. */
  readonly at: Steps
  /** Members that are never shown. */
  readonly hidden: readonly string[]
  /** What is sent. */
  readonly body: Json
}

/** What a key names is done once, or a request that was taken is taken each time. */
export type Once = {
  readonly kind: 'once'
  readonly operation: string
  readonly what: string
  /** The value that names it; where there is none, it is the request as a whole that is sent again. */
  readonly key?: Place
  /** Another call shows what became of it. */
  readonly done?: {
    readonly operation: string
    readonly key: Key
    readonly at: Steps
    readonly taken: readonly Json[]
    readonly refused: readonly Json[]
  }
  /** How what was used is refused, whoever sends it. */
  readonly refusedWith: readonly number[]
  /** Sent when the first one was taken. */
  readonly again?: Again
  /** What is said of the second one where it is refused. */
  readonly says?: { readonly facet: string; readonly at: Steps; readonly text: string }
  /** Of those that are under way at the same time one is taken. */
  readonly together?: string
}

export type Again = {
  readonly facet: string
  readonly effect: 'taken' | 'refused'
  /** Refusals of the same request that only a wide reading allows, by the first digit of their statuses or all three. */
  readonly wide: readonly { readonly status: readonly string[]; readonly ambiguity: number }[]
  /** So often it is sent by a case of its own, and what comes in between. */
  readonly times: number
  readonly between: readonly { readonly mediaType: string; readonly body: string }[]
}

/** What was written for one thing never shows at another one. */
export type Isolated = {
  readonly kind: 'isolated'
  readonly facet: string
  readonly what: string
  /** Names of the members, at any depth, whose texts tell one thing from another. */
  readonly members: readonly string[]
  /** Where the owner of what is written, and of what is shown, is named; each exchange is its own where it is not. */
  readonly written: readonly { readonly operation: string; readonly owner?: Place }[]
  readonly shown: readonly { readonly operation: string; readonly owner?: Place; readonly at: Steps }[]
}
