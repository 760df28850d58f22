import { deepest, isTooDeep } from '../../core/json.ts'
import type { Codec } from './codec.ts'

export const json: Codec = {
  covers: (mediaType) => /[/+]json$/.test(mediaType),
  encode: (body) => JSON.stringify(body),
  decode: (text) => {
    if (isTooDeep(text)) return { kind: 'unreadable', why: `The body is JSON nested deeper than ${deepest} levels` }
    try {
      return { kind: 'value', value: JSON.parse(text.replace(/^\uFEFF/, '')), oddities: [] }
    } catch {
      return { kind: 'unreadable', why: 'The body is not JSON' }
    }
  },
}
