import type { Comparator, Comparison } from '../../contracts/relations/relation.ts'
import { asText, isList, isObject, type Json, type JsonObject } from '../../core/json.ts'

/** Whether a value that came back is the one that was sent, in the sense of a comparison. Both are there. */
export const isAlike = ({ as, places = 6 }: Comparison, sent: Json, received: Json): boolean =>
  compare[as](sent, received, places)

type Compare = (sent: Json, received: Json, places: number) => boolean

const compare: Readonly<Record<Comparator, Compare>> = {
  equal: (sent, received) => isEqual(sent, received),
  text: (sent, received) => isScalar(received) && String(sent) === String(received),
  decimal: (sent, received, places) => isNumber(received) && isNear(Number(sent), Number(received), places),
  negated: (sent, received, places) => isNumber(received) && isNear(-Number(sent), Number(received), places),
  instant: (sent, received) => isInstant(sent, received),
  'local-time': (sent, received) => isClock(sent, received, 19),
  day: (sent, received) => isClock(sent, received, 10),
  contains: (sent, received) => typeof received === 'string' && received.includes(String(sent)),
  members: (sent, received) => hasMembers(sent, received),
  'only-members': (sent, received) => hasMembers(sent, received) && !hasFurther(sent, received),
  masked: (sent, received) => unmasked(sent) === unmasked(received),
  localized: (sent, received) => isEqual(plainText(sent), plainText(received)),
  about: (sent, received) => isAbout(sent, received),
  null: (_, received) => received === null,
  number: (_, received) => isNumber(received),
  anything: () => true,
}

/** What a masked value leaves to be seen, however many stars there are. */
const unmasked = (value: Json): string => asText(value).replace(/[*]+/, '*')

/** A text, or the default one of an object of texts by language. */
const plainText = (value: Json): Json => (isObject(value) ? (value['default'] ?? null) : value)

/** Deeply equal, whatever the order of members. */
export const isEqual = (one: Json | undefined, other: Json | undefined): boolean => {
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((value, index) => isEqual(value, other[index]))
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one)
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]))
    )
  }
  return one === other
}

/** Each member that was sent with a value is there with that value; further ones may be filled in. */
const hasMembers = (sent: Json, received: Json): boolean =>
  isObject(sent) && isObject(received) && otherMembers(sent, received).length === 0

const hasFurther = (sent: Json, received: Json): boolean =>
  isObject(sent) &&
  isObject(received) &&
  Object.keys(received).some((name) => isBlank(sent[name]) && !isBlank(received[name]))

/** The members that do not come back as they were sent. Blank is as good as absent. */
export const otherMembers = (sent: JsonObject, received: JsonObject): readonly string[] =>
  Object.keys(sent).filter((name) => {
    const [value, back] = [sent[name], received[name]]
    return value !== undefined && !isBlank(value) && (back === undefined || !isEqual(value, back))
  })

export const isBlank = (value: Json | undefined): boolean => value === undefined || value === null || value === ''

const isScalar = (value: Json): boolean => value !== null && typeof value !== 'object'

const isNumber = (value: Json): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value))

const isNear = (one: number, other: number, places: number): boolean => {
  const error = Math.max(10 ** -places / 2, Math.abs(one) * Number.EPSILON * 4)
  return Math.abs(one - other) < error
}

const date = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i

/** The same moment, to the microsecond, as finely as the documents' samples print it. */
const isInstant = (sent: Json, received: Json): boolean => {
  if (typeof sent !== 'string' || typeof received !== 'string') return false
  if (sent === received) return true
  const [one, other] = [microsecondsOf(sent), microsecondsOf(received)]
  // Digits beyond may be rounded.
  return one !== undefined && other !== undefined && Math.abs(one - other) <= 1
}

/** Since 1970; undefined where the text tells no zone. */
const microsecondsOf = (text: string): number | undefined => {
  const [, day = '', clock = '', fraction = '', zone] = date.exec(text) ?? []
  if (zone === undefined) return undefined
  return Date.parse(`${day}T${clock}${zone}`) * 1_000 + Number(fraction.slice(1, 7).padEnd(6, '0'))
}

/** Where one of both tells no zone, the same clock or day is as much as can be seen. */
const isClock = (sent: Json, received: Json, length: number): boolean => {
  if (typeof sent !== 'string' || typeof received !== 'string') return false
  const [one, other] = [date.exec(sent), date.exec(received)]
  if (!one || !other || (one[4] !== undefined && other[4] !== undefined)) return false
  const seen = length === 10 || one[2] === undefined || other[2] === undefined ? 10 : length
  return plain(sent).slice(0, seen) === plain(received).slice(0, seen)
}

/**
 * Clocks differ, by less than any two zones do; a time without a zone may be of any, fourteen hours away at most: beyond 20
 * hours it is another day.
 */
const isAbout = (sent: Json, received: Json): boolean => {
  if (typeof sent !== 'string' || typeof received !== 'string') return false
  const hours = date.exec(received)?.[4] === undefined ? 20 : 0.4
  return Math.abs(Date.parse(sent) - Date.parse(received)) < hours * 3_600_000
}

const plain = (text: string): string => text.replace(' ', 'T').toUpperCase()
