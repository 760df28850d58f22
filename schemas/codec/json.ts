import type { Codec } from './codec.ts'

export const json: Codec = {
  covers: (mediaType) => /[/+]json$/.test(mediaType),
  encode: (body) => JSON.stringify(body),
  decode: (text) => {
    try {
      return { kind: 'value', value: JSON.parse(text.replace(/^\uFEFF/, '')), oddities: [] }
    } catch {
      return { kind: 'unreadable', why: 'The body is not JSON' }
    }
  },
}
