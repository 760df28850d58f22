import { type Exchange, replyOf } from './exchange.ts'
import { at, foreignJson, fromPointer, isObject, type Json, type Path, pointer } from './json.ts'
import { oncePerShort } from './lately.ts'

/** A value of a reply by which something may be known later. */
export type MadeValue = { readonly value: string; readonly pointer: string }

const lengthOf = (exchange: Exchange): number => replyOf(exchange)?.body.length ?? 0

/** What the reply of an exchange may have made: ids in its JSON body, the plainest place first, and in its Location. */
export const madeBy = oncePerShort((exchange: Exchange): readonly MadeValue[] => {
  const reply = replyOf(exchange)
  if (!reply) return []
  const body = valuesIn(bodyOf(exchange), []).sort((one, other) => one.path.length - other.path.length)
  const location = segmentOf(reply.headers['location'] ?? '')
  const all = [
    ...body.map(({ path, value }) => ({ value, pointer: pointer(path) })),
    ...(isTelling(location) ? [{ value: location, pointer: locationPlace }] : []),
  ]
  const seen = new Set<string>()
  return all.filter(({ value }) => seen.size < seen.add(value).size)
}, lengthOf)

/** Where a value stands that is the last segment of the Location header. */
export const locationPlace = 'header location'

const segmentOf = (location: string): string =>
  location
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1) ?? ''

/** The JSON of a reply's body; undefined where it is none. */
export const bodyOf = oncePerShort(
  (exchange: Exchange): Json | undefined => foreignJson(replyOf(exchange)?.body ?? '')?.value,
  lengthOf,
)

/** Whether the body of a reply tells something at a place, given as JSON Pointer; null is nothing. */
export const tells = (exchange: Exchange, place: string): boolean =>
  (at(bodyOf(exchange), fromPointer(place)) ?? null) !== null

const valuesIn = (value: unknown, path: Path): { readonly path: Path; readonly value: string }[] => {
  if (Array.isArray(value)) return value.flatMap((element, index) => valuesIn(element, [...path, index]))
  if (isObject(value)) return Object.entries(value).flatMap(([name, member]) => valuesIn(member, [...path, name]))
  const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : ''
  return isTelling(text) ? [{ path, value: text }] : []
}

/** An id: it reads the same in an address and in JSON, and is no plain word, short number or year. */
export const isTelling = (text: string): boolean =>
  /^[\w.~-]{6,200}$/.test(text) ? /\d/.test(text) || text.length >= 16 : /^\d{5}$/.test(text)
