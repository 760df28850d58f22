import { type Exchange, replyOf } from './exchange.ts'
import { at, foreignJson, fromPointer, type Json, type Path, pointer } from './json.ts'
import { longText, onceWhile } from './lately.ts'
import { leavesOf } from './leaves.ts'

/** A value of a reply by which something may be known later. */
export type MadeValue = { readonly value: string; readonly pointer: string }

/** What the reply of an exchange may have made: ids in its JSON body, the plainest place first, and in its Location. */
export const madeBy = onceWhile(isFew, (exchange: Exchange): readonly MadeValue[] => {
  const reply = replyOf(exchange)
  if (!reply) return []
  const body = valuesIn(bodyOf(exchange)).sort((one, other) => one.path.length - other.path.length)
  const location = segmentOf(reply.headers['location'] ?? '')
  const all = [
    ...body.map(({ path, value }) => ({ value, pointer: pointer(path) })),
    ...(isTelling(location) ? [{ value: location, pointer: locationPlace }] : []),
  ]
  const seen = new Set<string>()
  return all.filter(({ value }) => seen.size < seen.add(value).size)
})

/** Whether they are kept as long as their exchange: each of all replies before is asked for them again and again. */
function isFew({ length }: readonly MadeValue[]): boolean {
  return length <= 2_000
}

/** Whether a reply may have made a value: of a long one, its text is asked before all of its values are. */
export const mayMake = (exchange: Exchange, value: string): boolean => {
  const { body = '', headers = {} } = replyOf(exchange) ?? {}
  return isShort(body) || body.includes(value) || body.includes('\\u') || headers['location']?.includes(value) === true
}

const isShort = (body: string): boolean => body.length <= longText

/** Where a value stands that is the last segment of the Location header. */
export const locationPlace = 'header location'

const segmentOf = (location: string): string =>
  location
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1) ?? ''

/** The JSON of a reply's body; undefined where it is none. */
export const bodyOf = onceWhile(
  (_, exchange) => isShort(replyOf(exchange)?.body ?? ''),
  (exchange: Exchange): Json | undefined => foreignJson(replyOf(exchange)?.body ?? '')?.value,
)

/** Whether the body of a reply tells something at a place, given as JSON Pointer; null is nothing. */
export const tells = (exchange: Exchange, place: string): boolean =>
  (at(bodyOf(exchange), fromPointer(place)) ?? null) !== null

const valuesIn = (body: Json | undefined): { readonly path: Path; readonly value: string }[] =>
  leavesOf(body ?? null).flatMap(({ path, value }) => {
    const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : ''
    return isTelling(text) ? [{ path, value: text }] : []
  })

/** An id: it reads the same in an address and in JSON, and is no plain word, short number or year. */
export const isTelling = (text: string): boolean =>
  /^[\w.~-]{6,200}$/.test(text) ? /\d/.test(text) || text.length >= 16 : /^\d{5}$/.test(text)
