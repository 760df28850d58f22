import { type Json, parsedJson } from '../../core/json.ts'
/** What the text of a body is. `truncated` could become JSON if it went on; `malformed` never could. */
export type Body =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'empty' | 'malformed' | 'truncated' }

export const readBodyText = (text: string): Body => {
  if (text.trim() === '') return { kind: 'empty' }
  const value = parsed(text)
  if (value !== undefined) return { kind: 'value', value }
  return { kind: canGoOn(text) ? 'truncated' : 'malformed' }
}

/** JSON has no undefined, so that stands for text that is not JSON. */
const parsed = (text: string): Json | undefined => {
  try {
    return parsedJson(text)
  } catch {
    return undefined
  }
}

/** Everything that may come next inside an object, array or string, before the brackets are closed. */
const continuations = ['', '"', '0', ':0', '":0', '"":0', '"a":0'] as const

/** A text may be cut within a token: an escape, a literal, a number. Such a stump is taken off. */
const stumps = [/$/, /\\(?:u[0-9a-fA-F]{0,3})?$/, /(?:t|tr|tru|f|fa|fal|fals|n|nu|nul)$/, /(?:-|[.eE][+-]?)$/]

const canGoOn = (text: string): boolean =>
  stumps.some((stump) => {
    const start = text.replace(stump, '')
    const closers = closersOf(start)
    return closers !== '' && continuations.some((more) => parsed(start + more + closers) !== undefined)
  })

/** The brackets that are still open at the end of the text, as they must be closed. */
const closersOf = (text: string): string => {
  const open: string[] = []
  for (const token of text.replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|$)/g, '')) {
    if (token === '{') open.push('}')
    if (token === '[') open.push(']')
    if (token === '}' || token === ']') open.pop()
  }
  return open.reverse().join('')
}
