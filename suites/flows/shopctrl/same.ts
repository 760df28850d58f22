import { isList, isObject, type Json, type JsonObject } from '../../../core/json.ts'

/** How a value that was sent and the one that came back, or two that came back, relate. */
export type Likeness = 'same' | 'as a date' | 'other'

/** Numbers by value, dates as moments, absent as null, an empty list as none. */
export const likeness = (one: Json | undefined, other: Json | undefined): Likeness => {
  if (isNothing(one) && isNothing(other)) return 'same'
  if (isList(one) && isList(other))
    return worst(one.length === other.length ? one.map((value, index) => likeness(value, other[index])) : ['other'])
  if (isObject(one) && isObject(other)) return ofObjects(one, other)
  if (isNumeric(one) && isNumeric(other)) return Math.abs(Number(one) - Number(other)) < 1e-9 ? 'same' : 'other'
  if (typeof one !== 'string' || typeof other !== 'string') return 'other'
  return one === other ? 'same' : ofDates(one, other)
}

/** Members of the first that the second has otherwise, by name. */
export const differences = (one: JsonObject, other: JsonObject, members: readonly string[]): readonly string[] =>
  members.filter((name) => likeness(one[name], other[name]) === 'other')

const ofObjects = (one: JsonObject, other: JsonObject): Likeness =>
  worst(Object.keys(one).map((name) => likeness(one[name], other[name])))

const worst = (all: readonly Likeness[]): Likeness =>
  (['other', 'as a date', 'same'] as const).find((likeness) => all.includes(likeness)) ?? 'same'

const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || (isList(value) && value.length === 0)

const isNumeric = (value: Json | undefined): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value))

const date = /^\d{4}-\d\d-\d\d(?:[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i

/** Where no zone comes back, the same clock or day is as much as can be seen. */
const ofDates = (one: string, other: string): Likeness => {
  const [first, second] = [date.exec(one), date.exec(other)]
  if (!first || !second) return 'other'
  if (first[3] && second[3]) return Math.abs(Date.parse(one) - Date.parse(other)) < 1000 ? 'same' : 'other'
  const length = first[1] && second[1] ? 19 : 10
  return plain(one).slice(0, length) === plain(other).slice(0, length) ? 'as a date' : 'other'
}

const plain = (text: string): string => text.replace(' ', 'T').toUpperCase()
