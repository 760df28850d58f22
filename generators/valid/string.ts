import fc from 'fast-check'
import { numberAt, type Schema } from '../../schemas/schema.ts'
import type { Draw } from '../draw.ts'
import { isFreeText, wordKindOf } from '../vocabulary.ts'
import { formats } from './formats.ts'

/** Longer than this only where the contract asks for it. */
const usualLength = 60

/**
 * A string of a schema at a member of the given name. Never blank and never with blanks at its ends, unless the
 * pattern says so: what servers do with those the documents seldom say.
 */
export const string = (schema: Schema, member: string, draw: Draw): fc.Arbitrary<string> => {
  const min = numberAt(schema, 'minLength') ?? 1
  const max = numberAt(schema, 'maxLength') ?? Math.max(min, usualLength)
  const fits = (text: string) => lengthOf(text) >= min && lengthOf(text) <= max
  const { pattern, format } = schema
  const ofFormat = typeof format === 'string' ? formats[format] : undefined
  if (ofFormat) return ofFormat.filter((text) => fits(text) && matches(pattern, text))
  if (typeof pattern === 'string') return matching(pattern).filter(fits)
  const kind = wordKindOf(member)
  const words = draw.words[kind].filter(fits)
  const plain = words.length > 0 ? fc.constantFrom(...words) : letters(min, Math.min(max, min + usualLength))
  if (!isFreeText(kind) || draw.text === 'plain') return plain
  const unicode = anyScript(min, Math.min(max, min + usualLength))
  return draw.text === 'unicode'
    ? unicode
    : fc.oneof({ arbitrary: plain, weight: 3 }, { arbitrary: unicode, weight: 2 })
}

/** The number of code points, as JSON Schema counts. */
export const lengthOf = (text: string): number => [...text].length

const matches = (pattern: unknown, text: string): boolean =>
  typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)

const matching = (pattern: string): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' })

const letters = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'aZ09'), minLength: min, maxLength: max, size: 'max' })

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

/** Stable under Unicode normalization, so that a server that normalizes still returns what it got. */
const anyScript = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...scripts), { minLength: Math.max(1, min), maxLength: Math.max(1, Math.min(max, 24)) })
    .map((units) => within(`é${units.join('').trim()}漢`, max))

const within = (text: string, max: number): string => [...text].slice(0, max).join('').trimEnd()
