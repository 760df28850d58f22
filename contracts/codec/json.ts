import { deepest, foreignJson, isTooDeep, type Path } from '../../core/json.ts'
import { isJsonType } from '../../core/media-type.ts'
import { memberTwice } from '../../core/twice.ts'
import type { Codec, Oddity } from './codec.ts'

export const json: Codec = {
  covers: isJsonType,
  isPlain: true,
  encode: (body) => JSON.stringify(body),
  decode: (text) => {
    const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
    const read = foreignJson(plain)
    if (read) {
      const twice = memberTwice(plain, read.value)
      return { kind: 'value', value: read.value, oddities: twice ? [repeated(twice)] : [] }
    }
    const why = isTooDeep(plain) ? `The body is JSON nested deeper than ${deepest} levels` : 'The body is not JSON'
    return { kind: 'unreadable', why }
  },
}

const repeated = (path: Path): Oddity => ({
  kind: 'repeated',
  path,
  expected: `one member ${JSON.stringify(path.at(-1))}`,
  received: 'more than one',
})
