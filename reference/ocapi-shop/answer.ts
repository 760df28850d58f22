import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../core/json.ts'

/** A reply before it is written down. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
  /** Sent in place of the body. */
  readonly text?: string
}

/** Why a call is refused, as the document's tables of faults have it. */
export type Refusal = {
  readonly status: number
  /** Without its suffix `Exception`. */
  readonly type: string
  readonly arguments?: JsonObject
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
}

const json = { 'content-type': 'application/json;charset=UTF-8', expires: 'Thu, 01-Jan-1970 00:00:00 GMT' }
const notStored = 'no-cache,no-store,must-revalidate'

export const version = '19.8'

export const success = (body: JsonObject): Answer => ({
  status: 200,
  headers: { ...json, 'cache-control': `max-age=0,${notStored}` },
  body: { _v: version, ...body },
})

export const refused = ({ status, type, arguments: details, message, headers = {} }: Refusal): Answer => ({
  status,
  headers: { ...json, 'cache-control': notStored, ...headers },
  body: {
    _v: version,
    _type: 'fault',
    _resource_state: createHash('sha256').update(`fault ${type}`).digest('hex'),
    fault: { ...(details ? { arguments: details } : {}), type: `${type}Exception`, message: message ?? `${type}.` },
  },
})

/** The text that goes over the wire. */
export const textOf = ({ body, text }: Answer): string => text ?? JSON.stringify(body as Json)
