import type { Json } from '../core/json.ts'
import type { Level, Source } from '../core/requirement.ts'

/** The body as it stands, or as the value of `member`. `ambiguity` is set where only a wide reading has it so. */
export type BodyForm = { readonly name: string; readonly member?: string; readonly ambiguity?: number }

/** `at`: JSON Pointer to its id in the reply. */
export type Creation = {
  readonly what: string
  readonly at?: string
  /** The fixtures that the id can stand for. */
  readonly fixtures?: readonly string[]
  readonly removable: boolean
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

/** Another status that a wide reading allows. */
export type AlsoStatus = { readonly status: number; readonly ambiguity: number }

/** Another media type that a wide reading allows. */
export type AlsoMedia = { readonly mediaType: string; readonly ambiguity: number }

/** No body; where another status is allowed in its place, the contradiction that allows a body there. */
export type EmptyBody = { readonly ambiguity?: number }
