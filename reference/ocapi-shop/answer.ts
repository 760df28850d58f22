import type { JsonObject } from '../../core/json.ts'
import { sha256 } from '../../core/sha256.ts'
import type { Answer } from '../engine/answer.ts'
import type { Refusal } from '../engine/problem.ts'

const json = { 'content-type': 'application/json;charset=UTF-8', expires: 'Thu, 01-Jan-1970 00:00:00 GMT' }
const notStored = 'no-cache,no-store,must-revalidate'

export const version = '19.8'

export const success = (body: JsonObject): Answer => ({
  status: 200,
  headers: { ...json, 'cache-control': `max-age=0,${notStored}` },
  body: { _v: version, ...body },
})

/** Types are written without their suffix `Exception`. */
export const refused = ({ status, type, details, message, headers = {} }: Refusal): Answer => ({
  status,
  headers: { ...json, 'cache-control': notStored, ...headers },
  body: {
    _v: version,
    _type: 'fault',
    _resource_state: sha256(`fault ${type}`),
    fault: { ...(details ? { arguments: details } : {}), type: `${type}Exception`, message: message ?? `${type}.` },
  },
})
