import { lately, longText } from './lately.ts'

/** Any value that JSON text can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [member: string]: Json }

/** Nothing of a target's or a file's is read that is nested deeper: what reads it calls itself once a level. */
export const deepest = 512

/** Whether the brackets of a JSON text, those in strings aside, stand deeper in each other than is read. */
export const isTooDeep = (text: string): boolean => {
  if (text.length <= deepest || !hasMany(text)) return false
  let depth = 0
  let inString = false
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    if (inString) {
      if (code === backslash) place += 1
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === openBrace || code === openBracket) {
      depth += 1
      if (depth > deepest) return true
    } else if (code === closeBrace || code === closeBracket) depth -= 1
  }
  return false
}

/** Of few brackets, wherever they stand, no depth comes: far the most texts are read no further. */
const hasMany = (text: string): boolean => {
  let count = 0
  for (const bracket of ['{', '['])
    for (let place = text.indexOf(bracket); place >= 0; place = text.indexOf(bracket, place + 1)) {
      count += 1
      if (count > deepest) return true
    }
  return false
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [...'"\\{}[]'].map((one) =>
  one.charCodeAt(0),
)

/** The value of a JSON text that others wrote; undefined where it is none, or nested deeper than is read. */
export const foreignJson = (text: string): { readonly value: Json } | undefined =>
  text.length > longText ? lastRead(text) : read(text)

const read = (text: string): { readonly value: Json } | undefined => {
  if (isTooDeep(text)) return undefined
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const lastRead = lately(read)

/** Scalars as they are written, all else as JSON: an object of others may hold a member `toString` that is none. */
export const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

/** Where a value stands in a document: member names and array indices from the root. */
export type Path = readonly (string | number)[]

/** An object of which nothing is known. What is known to be JSON stays so. */
export type Members = { readonly [member: string]: unknown }

export function isObject(value: Json | undefined): value is JsonObject
export function isObject(value: unknown): value is Members
export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object that it is, or one without members. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

/** @throws SyntaxError where the text is not JSON */
export const parsedJson = (text: string): Json => JSON.parse(text)

export const isText = (value: unknown): value is string => typeof value === 'string'

/** As `Array.isArray`, which would forget what the elements are. */
export function isList(value: Json | undefined): value is readonly Json[]
export function isList(value: unknown): value is readonly unknown[]
export function isList(value: unknown): boolean {
  return Array.isArray(value)
}

/** RFC 6901 text of a path; the root is the empty string. */
export const pointer = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The path that an RFC 6901 text names. Array indices stay strings. */
export const fromPointer = (text: string): string[] =>
  text === ''
    ? []
    : text
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** The value at `path`, or undefined where there is none. */
export function at(value: Json | undefined, path: Path): Json | undefined
export function at(value: unknown, path: Path): unknown
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((current, step) => {
    if (isList(current)) return current[Number(step)]
    return isObject(current) && Object.hasOwn(current, step) ? current[step] : undefined
  }, value)
}

/** A copy of `value` with `replacement` at `path`; missing objects on the way are made. */
export const withAt = (value: Json, path: Path, replacement: Json): Json => {
  const [step, ...rest] = path
  if (step === undefined) return replacement
  if (isList(value)) {
    const index = Number(step)
    const copy = [...value]
    copy[index] = withAt(copy[index] ?? {}, rest, replacement)
    return copy
  }
  const object = isObject(value) ? value : {}
  return { ...object, [step]: withAt(object[step] ?? {}, rest, replacement) }
}

/** A copy of `value` without the member or element at `path`. */
export const without = (value: Json, path: Path): Json => {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (isList(value)) {
    const index = Number(step)
    return rest.length === 0
      ? value.filter((_, position) => position !== index)
      : value.map((element, position) => (position === index ? without(element, rest) : element))
  }
  if (!isObject(value) || !Object.hasOwn(value, step)) return value
  const { [step]: removed = null, ...others } = value
  return rest.length === 0 ? others : { ...others, [step]: without(removed, rest) }
}

/** The name JSON Schema gives to the type of a value. Whole numbers are `integer`. */
export const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** JSON text cut to `limit` characters, for people to read. Of a text its own characters are counted. */
export const brief = (value: unknown, limit = 200): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  if (text.length <= limit) return text
  const cut = copied(text.slice(0, limit))
  return typeof value === 'string' ? `${cut}…" (${lengthOf(value)} characters)` : `${cut}… (${text.length} characters)`
}

/** In code points, as JSON Schema counts. */
const lengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** A slice of a string may keep all of it in memory; what was parsed anew does not. */
export const copied = (text: string): string => JSON.parse(JSON.stringify(text))

/** Whether two values are the same JSON, their members in the same order too. */
export const isSameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
