import type { Codec } from './codec.ts'

export const text: Codec = {
  covers: (mediaType) => mediaType.startsWith('text/') && mediaType !== 'text/xml',
  encode: (body) => (typeof body === 'string' ? body : JSON.stringify(body)),
  decode: (body) => ({ kind: 'value', value: body, oddities: [] }),
}
