import type { Depth } from '../core/depth.ts'
import type { Json } from '../core/json.ts'
import type { Level } from '../core/requirement.ts'
import type { Consent } from '../core/run-spec.ts'

/** What the flags of `assay run` say, each only where it was given. */
export type RunFlags = {
  readonly profile?: string
  readonly target?: string
  /** The embedded reference, whatever the configuration has. */
  readonly reference?: boolean
  readonly token?: string
  /** Of basic credentials; from the environment alone. */
  readonly user?: string
  readonly password?: string
  readonly header: readonly string[]
  readonly fixture: Readonly<Record<string, Json>>
  readonly only: readonly string[]
  /** Only requirements whose id or title this pattern is found in. */
  readonly grep?: string
  readonly allow: readonly Consent[]
  readonly allowWrites?: boolean
  /** Folders, and http(s) origins, that contracts may refer to beside their own. */
  readonly allowRef?: readonly string[]
  /** Files of Arazzo workflows to run beside those of the contracts. */
  readonly workflow?: readonly string[]
  readonly seed?: number
  readonly depth?: Depth
  readonly runs?: number
  readonly maxRequests?: number
  readonly maxTime?: number
  readonly rate?: number
  readonly concurrency?: number
  readonly timeout?: number
  readonly settle?: number
  readonly level?: Level
  readonly reading?: 'strict' | 'lenient'
  readonly gate?: 'must' | 'should'
  /** In percent. */
  readonly minJudged?: number
  readonly webhookPort?: number
  readonly webhookWait?: number
}

export const noFlags: RunFlags = { header: [], fixture: {}, only: [], allow: [] }
