import type { Json, JsonObject } from '../core/json.ts'
import type { Limits, OperationClass } from '../core/limits.ts'
import type { Level, Requirement, Source } from '../core/requirement.ts'
import type { Judge } from './judge.ts'
import type { SchemaNode } from './node.ts'
import type { Reading } from './readings.ts'
import type { Relation } from './relations/relation.ts'

/** A service's promises, read from an OpenAPI document with its `x-assay-*` annotations. */
export type Contract = {
  /** Folder name of a built-in contract, else a name made from the document's title. */
  readonly id: string
  readonly title: string
  readonly version: string
  /** Its document is none of those that ship with the package, nor a copy of one. */
  readonly isForeign: boolean
  /** SHA-256 of the bundled document, with its relations where it has some. */
  readonly digest: string
  readonly documents: Readonly<Record<Reading, JsonObject>>
  readonly operations: readonly Operation[]
  readonly events: readonly EventSpec[]
  readonly requirements: readonly Requirement[]
  /** What the documents ask guests to keep to. */
  readonly limits: Limits
  /** What must hold between values of one exchange, or of several. */
  readonly relations: readonly Relation[]
  readonly judge: Judge
}

export type Operation = {
  readonly id: string
  readonly method: string
  /** As written in the document: `/orders/{order_no}`. */
  readonly path: string
  readonly summary: string
  readonly source: Source
  /** Changes nothing at the target, whatever its method. */
  readonly safe: boolean
  /** Which limit its requests count towards. */
  readonly countsAs: OperationClass
  readonly secured: boolean
  /** What a call makes at the target. */
  readonly creates?: Creation
  /** Where the document asks for credentials, if it says so apart from the operation. */
  readonly credentials?: Source
  readonly parameters: readonly Parameter[]
  readonly body?: BodySpec
  readonly replies: readonly ReplySpec[]
  readonly errors: readonly ErrorCase[]
  readonly refusals: Refusals
  readonly namesCulprit?: CulpritRule
}

/** `at`: JSON Pointer to its id in the reply. */
export type Creation = { readonly what: string; readonly at?: string; readonly removable: boolean }

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly refusal: Breach
  readonly node: SchemaNode
  /** How lists and objects are written; `json` where the document gives a media type in place of a style. */
  readonly style?: 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'json'
  readonly explode?: boolean
  /** Reserved characters of the value are not escaped. */
  readonly allowReserved?: boolean
}

export type BodySpec = {
  readonly required: boolean
  readonly mediaType: string
  /** All media types that the body may have; `mediaType` is the one that is sent where a case does not say. */
  readonly mediaTypes: readonly string[]
  /** JSON Pointer of the schema in the contract. */
  readonly schema: string
  readonly node: SchemaNode
  readonly examples: readonly BodyExample[]
  /** Ways to send the body between which the documents leave the choice open; empty where there is but one. */
  readonly forms: readonly BodyForm[]
}

/** The body as it stands, or as the value of `member`. `ambiguity` is set where only a wide reading has it so. */
export type BodyForm = { readonly name: string; readonly member?: string; readonly ambiguity?: number }

export type BodyExample = { readonly name: string; readonly value: Json; readonly ambiguities: readonly number[] }

export type ReplySpec = {
  /** As written: `200`, `4XX`, `default`. */
  readonly status: string
  readonly source: Source
  readonly mediaTypes: readonly string[]
  /** Media types that only a wide reading allows. */
  readonly alsoMedia: readonly { readonly mediaType: string; readonly ambiguity: number }[]
  /** Statuses that a wide reading allows in its place. */
  readonly also: readonly { readonly status: number; readonly ambiguity: number }[]
  /** Has no body; where another status is allowed in its place, the contradiction that allows a body there. */
  readonly empty?: { readonly ambiguity?: number }
  readonly schema?: string
  readonly node?: SchemaNode
}

/** An error case of the documents. */
export type ErrorCase = {
  readonly id: string
  readonly status: number
  readonly code: string
  /** `violation`: any broken request; `flow`: a story brings it about; `nothing`: not from outside. */
  readonly provoke: 'violation' | 'flow' | 'nothing'
  readonly reason?: string
  /** Names of the arguments that the documents list for it. */
  readonly arguments?: readonly string[]
  /** Other answers that a wide reading allows: another code, another status. */
  readonly wide?: readonly { readonly ambiguity: number; readonly code?: string; readonly status?: number }[]
  readonly ambiguities?: readonly number[]
  /** What must exist at the target to bring it about. */
  readonly fixtures?: readonly string[]
  readonly level?: Level
  readonly source: Source
}

/** What is broken about a request. */
export type Breach = 'schema' | 'syntax' | 'context' | 'credentials' | 'method' | 'mediaType'

export type Refusals = Readonly<Record<Breach, Refusal>>

/** Which answers refuse a request. */
export type Refusal = {
  readonly status: readonly number[]
  readonly wide: readonly { readonly ambiguity: number; readonly status: readonly number[] }[]
  /** Taking the request is fair too: the documents leave it open. */
  readonly mayAccept?: number
  /**
   * The ways of being broken that the documents themselves promise to refuse: of lacking credentials, the others follow
   * from standards; of `malformed-json`, what parsers may take as an extension.
   */
  readonly must?: readonly string[]
  /** A success whose body says that the call failed. */
  readonly failureReply?: { readonly ambiguity: number; readonly at: string; readonly equals: Json }
}

/** The refusal names the broken field as a member of `member`, its path counted from `base`. */
export type CulpritRule = { readonly member: string; readonly base: string; readonly ambiguity: number }

export type EventSpec = {
  readonly id: string
  readonly name: string
  readonly source: Source
  readonly schema: string
  readonly node: SchemaNode
}
