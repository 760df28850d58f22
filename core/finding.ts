import type { Json } from './json.ts'
import type { Verdict } from './verdict.ts'

/** One broken requirement in one exchange. */
export type Finding = {
  /** Set where more than its words depends on what it is: a valid request was refused. */
  readonly kind?: 'valid-refused'
  /** The member that a valid request is refused for, as far as it was found out. Not part of a report. */
  readonly blames?: Blame
  readonly message: string
  /** JSON Pointer into the reply's or request's body, `header X`, `status`, or empty for the exchange as a whole. */
  readonly at: string
  /** JSON Pointer into the request's body: what of it must be refused. */
  readonly sent?: string
  readonly expected: string
  /** What `expected` says in words, where it is a rule of a schema. */
  readonly rule?: BrokenRule
  readonly received: string
  /** Id of the exchange that shows it. */
  readonly exchange: string
  /** Ids of earlier exchanges, of other cases too, that the finding compares it with. */
  readonly rests?: readonly string[]
  /** Set where only one reading of the document is broken: the contradictions that leave the other open. */
  readonly ambiguities?: readonly number[]
}

/** A keyword of a schema with its value, or that only documented members may be there. */
export type BrokenRule =
  | { readonly kind: 'keyword'; readonly keyword: RuleKeyword; readonly value: Json }
  | { readonly kind: 'undocumented'; readonly member: string }

/** Keywords that generated code can look at by themselves. */
export const ruleKeywords = ['type', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum'] as const
export type RuleKeyword = (typeof ruleKeywords)[number]

/** A place as requirement ids have it: `customerOrder/items[]/mpn`. */
export type Blame = { readonly place: string; readonly because: 'present' | 'absent' }

/** What one case showed about one requirement. */
export type Evidence = {
  readonly requirement: string
  readonly verdict: Verdict
  /** Why a requirement is inconclusive or untested. */
  readonly reason?: string
  readonly finding?: Finding
  /** Id of the exchange that could have broken what was kept. What was not kept has it in its finding. */
  readonly exchange?: string
}

/** Nothing is kept but in an exchange that could have broken it. */
export const passed = (requirement: string, exchange: string): Evidence => ({ requirement, verdict: 'pass', exchange })

export const inconclusive = (requirement: string, reason: string): Evidence => ({
  requirement,
  verdict: 'inconclusive',
  reason,
})

export const untested = (requirement: string, reason: string): Evidence => ({
  requirement,
  verdict: 'untested',
  reason,
})

/** The document's own promise is broken under every reading. Requirements below `must` only warn: see `settle`. */
export const failed = (requirement: string, finding: Finding): Evidence => ({ requirement, verdict: 'fail', finding })

/** Only the wide reading is kept, or a soft expectation is missed. */
export const warned = (requirement: string, finding: Finding): Evidence => ({ requirement, verdict: 'warn', finding })
