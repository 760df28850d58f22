import type { Json, JsonObject } from '../core/json.ts'
import type { Limits, OperationClass } from '../core/limits.ts'
import type { Requirement, Source } from '../core/requirement.ts'
import type {
  AlsoMedia,
  AlsoStatus,
  BodyForm,
  Breach,
  Creation,
  CulpritRule,
  EmptyBody,
  ErrorCase,
  Refusals,
} from './answers.ts'
import type { Relation } from './relations/relation.ts'
import type { Judge } from './schema/judge.ts'
import type { SchemaNode } from './schema/node.ts'
import type { Reading } from './schema/readings.ts'
import type { Workflow } from './workflows/workflow.ts'

/** A service's promises, read from an OpenAPI document with its `x-assay-*` annotations. */
export type Contract = {
  /** Folder name of a built-in contract, else a name made from the document's title. */
  readonly id: string
  readonly title: string
  readonly version: string
  /** Its document is none of those that ship with the package, nor a copy of one. */
  readonly isForeign: boolean
  /** SHA-256 of the bundled document, with its relations and workflows where it has some. */
  readonly digest: string
  readonly documents: Readonly<Record<Reading, JsonObject>>
  readonly operations: readonly Operation[]
  readonly events: readonly EventSpec[]
  readonly requirements: readonly Requirement[]
  /** What the documents ask guests to keep to. */
  readonly limits: Limits
  /** What must hold between values of one exchange, or of several. */
  readonly relations: readonly Relation[]
  /** Calls one after the other that bring about a state, and what they must show. */
  readonly workflows: readonly Workflow[]
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

export type BodyExample = { readonly name: string; readonly value: Json; readonly ambiguities: readonly number[] }

export type ReplySpec = {
  /** As written: `200`, `4XX`, `default`. */
  readonly status: string
  readonly source: Source
  readonly mediaTypes: readonly string[]
  /** Media types that only a wide reading allows. */
  readonly alsoMedia: readonly AlsoMedia[]
  /** Statuses that a wide reading allows in its place. */
  readonly also: readonly AlsoStatus[]
  /** Has no body; where another status is allowed in its place, the contradiction that allows a body there. */
  readonly empty?: EmptyBody
  readonly schema?: string
  readonly node?: SchemaNode
}

export type EventSpec = {
  readonly id: string
  readonly name: string
  readonly source: Source
  readonly schema: string
  readonly node: SchemaNode
}
