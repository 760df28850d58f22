import { deepest, isTooDeep, type Json, type Path } from '../../core/json.ts'
import { isJsonType } from '../../core/media-type.ts'
import { memberTwice } from '../../core/twice.ts'
import type { Codec, Oddity } from './codec.ts'

export const json: Codec = {
  covers: isJsonType,
  isPlain: true,
  encode: (body) => JSON.stringify(body),
  decode: (text) => {
    if (isTooDeep(text)) return { kind: 'unreadable', why: `The body is JSON nested deeper than ${deepest} levels` }
    try {
      const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
      const value: Json = JSON.parse(plain)
      const twice = memberTwice(plain, value)
      return { kind: 'value', value, oddities: twice ? [repeated(twice)] : [] }
    } catch {
      return { kind: 'unreadable', why: 'The body is not JSON' }
    }
  },
}

const repeated = (path: Path): Oddity => ({
  kind: 'repeated',
  path,
  expected: `one member ${JSON.stringify(path.at(-1))}`,
  received: 'more than one',
})
