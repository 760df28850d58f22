import type { Depth } from './depth.ts'
import type { Exchange } from './exchange.ts'
import type { BrokenRule } from './finding.ts'
import type { Json } from './json.ts'
import type { CleanUp, LedgerEntry } from './ledger.ts'
import type { Level, Source } from './requirement.ts'
import type { Capture } from './steps.ts'
import type { Outcome, Verdict } from './verdict.ts'

/** All of a run as data; every rendering is a pure function of it. Its JSON Schema is `reports/report.schema.json`. */
export type Report = {
  readonly schema: 'assay.report/1'
  readonly tool: { readonly name: 'assay'; readonly version: string }
  readonly run: {
    readonly seed: number
    readonly startedAt: string
    readonly durationMs: number
    readonly requests: number
    readonly outcome: Outcome
    /** What makes the whole run say little, worst first. */
    readonly void: readonly string[]
    readonly interrupted: boolean
    /** Present where the run was ended by itself, after so many broken musts. */
    readonly bail?: number
    /** Present where broken shoulds stop the run too. */
    readonly gate?: 'should'
    /** So many of each contract's musts, in percent, were asked to be judged. */
    readonly minJudged?: number
  }
  readonly contracts: readonly ContractReport[]
  /** Present where known failures were taken into account. */
  readonly baseline?: BaselineReport
}

/** Why nothing of a contract could be judged at its target, and what to do about it. */
export type Unusable = { readonly cause: string; readonly remedy: string }

/** Why somebody lives with a broken promise, and until when. */
export type Known = {
  readonly owner: string
  readonly reason: string
  /** The last day on which it is known, as in `2026-12-31`. */
  readonly expires: string
}

/** What the list of known failures came to. */
export type BaselineReport = {
  readonly file: string
  /** How many broken requirements are known. */
  readonly known: number
  /** Entries that turn the run red: the list can only shrink. */
  readonly problems: readonly BaselineProblem[]
  /** Entries about which this run says nothing, and why. */
  readonly untried: readonly BaselineUntried[]
}

export type BaselineProblem = Known & {
  /** It passes now, it is no requirement of the contract, or its time is up. */
  readonly kind: 'passes' | 'gone' | 'expired'
  /** Id or glob, as the entry has it. */
  readonly requirement: string
  readonly message: string
}

export type BaselineUntried = { readonly requirement: string; readonly message: string }

export type ContractReport = {
  readonly id: string
  readonly title: string
  readonly digest: string
  readonly target: string
  /** A server that was there, or the embedded reference, which says nothing about anybody's API. */
  readonly targetKind?: 'url' | 'reference'
  readonly outcome: Outcome
  readonly requests: number
  readonly summary: Readonly<Record<Level, Readonly<Record<Verdict, number>>>>
  readonly requirements: readonly RequirementReport[]
  /** Which reading of the documents' contradictions the target holds, where the evidence tells. */
  readonly readings?: readonly ReadingReport[]
  /** What was tried with one value only, as a fixture gives it; absent where nothing was. */
  readonly pinned?: readonly Pinned[]
  /** The exchanges that findings and samples name, by id. */
  readonly exchanges: Readonly<Record<string, Exchange>>
  /** What the run made at the target. */
  readonly created: readonly string[]
  /** The same, thing by thing, and what became of each; absent where nothing was made. */
  readonly ledger?: readonly LedgerEntry[]
  /** Present with `ledger`. */
  readonly cleanUp?: CleanUp
  /** Present where the outcome is `unusable`. */
  readonly unusable?: Unusable
  /** Faults of our own, as text. */
  readonly errors: readonly string[]
  /** How to run a case of this report again; holds no secrets. */
  readonly settings: Settings
}

/** Members that every request has with one value, as the fixture says. */
export type Pinned = {
  readonly fixture: string
  /** As in ids of requirements: `customerOrder/items[]/productId`. */
  readonly places: readonly string[]
}

export type Settings = {
  readonly contract: string
  /** Files of workflows that were run beside the contract's own, as they were given; absent where there were none. */
  readonly workflows?: readonly string[]
  readonly tag: string
  /** Absent in reports of older versions. */
  readonly depth?: Depth
  readonly runs: number
  readonly reading: 'strict' | 'lenient'
  readonly timeoutMs: number
  readonly settleMs: number
  readonly headers: Readonly<Record<string, string>>
  readonly fixtures: Readonly<Record<string, Json>>
  readonly authenticated: boolean
  /** The target was our own reference, with these faults. */
  readonly reference?: readonly string[]
  /** Present where not every requirement was asked for. */
  readonly filter?: { readonly only: readonly string[]; readonly level: Level }
}

export type RequirementReport = {
  readonly id: string
  readonly operation: string
  readonly level: Level
  readonly title: string
  readonly source: Source
  readonly verdict: Verdict
  /** Why it is inconclusive or untested. */
  readonly reason?: string
  /** Present where it binds less than a must and is broken under every reading: it only warns. */
  readonly isBroken?: true
  readonly ambiguities: readonly number[]
  /** How many cases spoke about it. */
  readonly cases: number
  /** How many exchanges could have broken it; a pass has at least one. Reports of earlier versions do not say. */
  readonly observed?: number
  /** Of a pass, one exchange that could have broken it: a key of `exchanges`, where it is not too long to be in the report. */
  readonly sample?: string
  /** How many of its kinds of value were in valid requests that were taken. Present where it has such kinds. */
  readonly classes?: ClassesReport
  /** What it came to at each operation that shows it; `operation` is the one of the worst verdict. */
  readonly operations?: readonly OperationVerdict[]
  readonly findings: readonly FindingReport[]
  /** Present where it fails and is a known failure: it is reported, but does not gate. */
  readonly known?: Known
}

export type ClassesReport = {
  readonly tried: number
  readonly of: number
  /** Kinds that were refused alone: they are not among those that were tried with success, fair though it may be. */
  readonly refused?: readonly { readonly name: string; readonly status: number }[]
}

export type OperationVerdict = {
  readonly operation: string
  readonly verdict: Verdict
  readonly observed: number
  readonly cases: number
}

export type ReadingReport = {
  readonly ambiguity: number
  /** Where the evidence does not say which of several numbers decided: the others. */
  readonly besides?: readonly number[]
  readonly reading: 'strict' | 'wide'
  /** The reading in words. */
  readonly text: string
  /** The requirement whose evidence tells it. */
  readonly requirement: string
  /** So many more requirements tell the same. */
  readonly more: number
}

export type FindingReport = {
  /** Set where more than its words depends on what it is: a valid request was refused. */
  readonly kind?: 'valid-refused'
  readonly message: string
  readonly at: string
  /** JSON Pointer into the request's body: what of it must be refused. Absent in reports of older versions. */
  readonly sent?: string
  readonly expected: string
  /** What `expected` says in words, where it is a rule of a schema. */
  readonly rule?: BrokenRule
  readonly received: string
  /** Id of the exchange, a key of `exchanges`. */
  readonly exchange: string
  /** Ids of earlier exchanges, of other cases too, that the finding compares it with. */
  readonly rests?: readonly string[]
  readonly ambiguities: readonly number[]
  /** A shell line that sends the same request. Credentials come from `$ASSAY_TOKEN`. */
  readonly curl: string
  /** What must be sent, in this order, to see it again; the last one shows it. Present where one request alone does not. */
  readonly steps?: readonly StepReport[]
  /** A shell script that sends the steps, where the curl line alone would not do. */
  readonly script?: string
  /** The case that shows it, for `assay replay <report>#<case>`: all that the case shows is looked at. */
  readonly replay: string
  /** This finding alone, for `assay replay <report>#<address>`. Absent in reports of older versions. */
  readonly address?: string
}

export type StepReport = {
  /** Id of the exchange, a key of `exchanges`. */
  readonly exchange: string
  /** So often it was sent in a row. */
  readonly times: number
  /** The values in it that replies to earlier steps made. */
  readonly takes: readonly Capture[]
  /** JSON Pointer of what the reply said, and may say only a while after what earlier steps made. */
  readonly awaits?: string
}
