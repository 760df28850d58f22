import fc from 'fast-check'
import { asSchema, numberAt, type Schema } from '../../contracts/schema/schema.ts'
import { oncePer } from '../../core/once-per.ts'
import { isSurelyMatch, patternOf } from '../../core/pattern.ts'
import type { Draw } from '../draw.ts'
import { isFreeText, wordKindOf } from '../vocabulary.ts'
import { formats, furtherFormats } from './formats.ts'

/** Longer than this only where the contract asks for it. */
const usualLength = 60

/**
 * A string of a schema at a member of the given name. Never blank and never with blanks at its ends, unless the
 * pattern says so: what servers do with those the documents seldom say.
 */
export const string = (schema: Schema, member: string, draw: Draw): fc.Arbitrary<string> => {
  const { min, max } = lengthsOf(schema)
  const fits = fitsIn({ min, max })
  const shaped = shapedBy(schema)
  if (shaped) return shaped
  const kind = wordKindOf(member)
  const words = draw.words[kind].filter(fits)
  const plain = words.length > 0 ? fc.constantFrom(...words) : letters(min, Math.min(max, min + usualLength))
  if (!isFreeText(kind) || draw.text === 'plain') return plain
  const unicode = anyScript(min, Math.min(max, min + usualLength))
  return draw.text === 'unicode'
    ? unicode
    : fc.oneof({ arbitrary: plain, weight: 3 }, { arbitrary: unicode, weight: 2 })
}

type Lengths = { readonly min: number; readonly max: number }

const lengthsOf = (schema: Schema): Lengths => {
  const least = numberAt(schema, 'minLength')
  const max = numberAt(schema, 'maxLength') ?? Math.max(least ?? 1, usualLength)
  return { min: least ?? Math.min(1, max), max }
}

const fitsIn =
  ({ min, max }: Lengths) =>
  (text: string): boolean =>
    lengthOf(text) >= min && lengthOf(text) <= max

/** A text of a schema that stands at no member. */
export const text = (schema: Schema): fc.Arbitrary<string> => {
  const { min, max } = lengthsOf(schema)
  return shapedBy(schema) ?? letters(min, max)
}

/** Texts of a schema's format and pattern. What fits is found out by trial, once for each schema. */
const shapedBy = oncePer((schema: Schema): fc.Arbitrary<string> | undefined => {
  const { format } = schema
  const patterns = patternsOf(schema)
  const least = numberAt(schema, 'minLength') ?? 0
  const most = numberAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY
  const fits = (shortest: number) => (value: string) =>
    fitsIn({ min: shortest, max: most })(value) && patterns.every((pattern) => matches(pattern, value))
  const { min, max } = lengthsOf(schema)
  const ofFormat = typeof format === 'string' ? formats[format] : undefined
  if (ofFormat) {
    const further = furtherFormats[String(format)]
    return fitting(ofFormat, fits(least)) ?? (further && fitting(further, fits(least))) ?? letters(min, max)
  }
  if (patterns.length === 0) return undefined
  // Empty only where nothing else matches.
  for (const shortest of [Math.max(1, least), least]) {
    for (const pattern of patterns) {
      const found = matching(pattern, fits(shortest))
      if (found) return found
    }
  }
  return letters(min, max)
})

/** The number of code points, as JSON Schema counts. */
export const lengthOf = (text: string): number => [...text].length

const matches = (pattern: string, text: string): boolean =>
  patternOf(pattern) === undefined || isSurelyMatch(pattern, text)

/** The pattern of a schema, and those that `allOf` adds to it. */
const patternsOf = ({ pattern, allOf }: Schema): readonly string[] => [
  ...(typeof pattern === 'string' ? [pattern] : []),
  ...(Array.isArray(allOf) ? allOf.flatMap((part) => patternsOf(asSchema(part))) : []),
]

/** So many draws show whether texts are of the wanted kind often enough to wait for one. */
const trials = 25

/** Texts that match and fit; undefined where none was found. */
const matching = (pattern: string, fits: (text: string) => boolean): fc.Arbitrary<string> | undefined => {
  for (const size of ['small', 'medium'] as const) {
    const texts = textsOf(pattern, size)
    const found = texts && fitting(texts, fits)
    if (found) return found
  }
  return undefined
}

/** Those of the texts that fit; undefined where none does, since waiting for one would never end. */
export const fitting = (
  texts: fc.Arbitrary<string>,
  fits: (text: string) => boolean,
): fc.Arbitrary<string> | undefined => {
  const found = fc.sample(texts, { seed: 1, numRuns: trials }).filter(fits)
  if (found.length > trials / 10) return texts.filter(fits)
  const more = found.length > 0 ? found : fc.sample(texts, { seed: 2, numRuns: trials * 20 }).filter(fits)
  return more.length > 0 ? fc.constantFrom(...more) : undefined
}

/** Texts of a pattern. fast-check throws on look-around and back-references: without them, more is drawn than matches. */
const textsOf = (pattern: string, size: 'small' | 'medium'): fc.Arbitrary<string> | undefined => {
  for (const source of [pattern, withoutLooks(pattern)]) {
    try {
      const expression = patternOf(source)
      if (expression) return fc.stringMatching(expression.regExp, { size })
    } catch {
      // What is left without it may be readable.
    }
  }
  return undefined
}

/** A pattern without its look-around groups and back-references. */
const withoutLooks = (pattern: string): string => {
  const start = /(?<!\\)\(\?<?[=!]/.exec(pattern)
  if (!start) return pattern.replace(/\\[1-9]/g, '.*')
  let depth = 0
  let isClass = false
  for (let index = start.index; index < pattern.length; index += 1) {
    const letter = pattern[index]
    if (letter === '\\') index += 1
    else if (isClass) isClass = letter !== ']'
    else if (letter === '[') isClass = true
    else if (letter === '(') depth += 1
    else if (letter === ')') depth -= 1
    if (depth === 0) return withoutLooks(pattern.slice(0, start.index) + pattern.slice(index + 1))
  }
  return pattern
}

const letters = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'aZ09'), minLength: min, maxLength: Math.max(min, max), size: 'max' })

/** Latin with marks, Cyrillic, Greek, Han, Arabic, a combining pair without a composed form, and beyond the BMP. */
const scripts = [
  'é',
  'ß',
  'ñ',
  'Ж',
  'д',
  'Ω',
  '漢',
  '字',
  'ع',
  'x̂',
  '😀',
  '𝒜',
  'a',
  'Z',
  '7',
  ' ',
  "'",
  '"',
  '&',
  '<',
  '-',
  '%',
  '\\',
  '/',
]

/**
 * Stable under Unicode normalization, so that a server that normalizes still returns what it got. Never without what
 * two forms of one text are most likely to tell differently: a character beyond U+FFFF, one that XML escapes, and one that JSON
 * escapes.
 */
const anyScript = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...scripts), { minLength: 1, maxLength: Math.max(1, Math.min(max, 24)) })
    .map((units) => filled(within(`é😀&"${units.join('').trim()}漢`, max), min))

/** Documents seldom say whether a limit counts characters or bytes: text of any script stays within both. */
const within = (text: string, max: number): string => {
  const fitting = [...text].slice(0, max).join('').trimEnd()
  return Buffer.byteLength(fitting) <= max || max < 4 ? fitting : within([...fitting].slice(0, -1).join(''), max)
}

const filled = (text: string, min: number): string => text + 'x'.repeat(Math.max(0, min - lengthOf(text)))
