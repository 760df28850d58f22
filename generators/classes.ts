import type { Judge } from '../contracts/schema/judge.ts'
import { isNeverDrawn } from '../contracts/schema/never-drawn.ts'
import { nodesOf, type SchemaNode } from '../contracts/schema/node.ts'
import { allowsType, numberAt, typesOf } from '../contracts/schema/schema.ts'
import type { Json } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import type { Edge } from './edges.ts'
import { digitsAtLeast, room } from './stamp.ts'
import { isFreeText, type WordKind, wordKindOf } from './vocabulary.ts'

/**
 * A kind of value that is easily mistaken, at a place. `inside` is what any fair server takes; `between` is valid, but
 * more than the documents promise to be taken: it may be refused in good form, and must not be changed in silence.
 */
export type ValueClass = Edge & {
  readonly name: string
  readonly zone: 'inside' | 'between'
  /** Nothing in the documents limits it: that it is refused is worth telling, though it may be fair. */
  readonly isUnlimited?: true
  /** Its beginning is another one in each request. */
  readonly isStamped?: true
  /** It is as long as it may be: that it is refused may be for what stands in it or for the length. */
  readonly longest?: Longest
}

type Longest = {
  /** What stands in it, in so few characters that it is none too long, in whatever way its length is counted. */
  readonly few: string
  /** What is more than its characters: its bytes, its units of UTF-16, or what it is once it is escaped. */
  readonly has: 'bytes' | 'units' | 'escapes'
}

type Named = {
  readonly name: string
  readonly value: Json
  readonly keyword?: string
  readonly probe?: true
  readonly isUnlimited?: true
  readonly isStamped?: true
  readonly longest?: Longest
}

const digitsFromZero = 'digits that begin with 0'

/** Of each text a class; written so that any of them fits into 20 characters. */
export const textClasses: readonly Named[] = [
  { name: 'quotes and markup', value: `O'B "J" <b>&amp;\\n` },
  { name: 'right to left, combining and beyond U+FFFF', value: 'שלום x̂ 😀𝒜' },
  { name: digitsFromZero, value: '00123' },
  { name: 'a decimal number', value: '1.50' },
  { name: 'the word null', value: 'null' },
  { name: 'the word true', value: 'true' },
  { name: 'blanks within', value: 'a  b' },
]

/** Of what must be unique: what of a text stays where its beginning is another one each time. */
const uniqueClasses: readonly Named[] = [
  ...textClasses
    .filter(({ name }) => !name.startsWith('the word') && !name.includes('number') && !name.startsWith('digits'))
    .map(({ name, value }): Named => ({ name, value: `${'x'.repeat(room)} ${value}`, probe: true, isStamped: true })),
  { name: 'digits alone', value: '4'.repeat(digitsAtLeast), probe: true, isStamped: true },
  { name: digitsFromZero, value: `0${'4'.repeat(digitsAtLeast)}`, probe: true, isStamped: true },
]

/** Classes of the texts that a kind of word is written as. */
const wordClasses: Partial<Readonly<Record<WordKind, readonly Named[]>>> = {
  email: [{ name: 'a mail address with a plus', value: 'john.doe+assay@example.com' }],
  phone: [{ name: 'a telephone number as it is written for people', value: '+1 (202) 555-0100' }],
}

export const numberClasses: readonly Named[] = [
  { name: 'less than one', value: 0.25 },
  { name: 'zero', value: 0, probe: true },
  { name: 'below zero', value: -1.5, probe: true },
  { name: 'cents that no binary fraction holds', value: 1.15, probe: true, isUnlimited: true },
  { name: 'three decimals', value: 1.125, probe: true, isUnlimited: true },
  { name: 'six decimals', value: 1.234567, probe: true },
  { name: 'cents of a large sum', value: 98765432.1, probe: true, isUnlimited: true },
]

/** Of each whole number. */
export const integerClasses: readonly Named[] = [
  { name: 'zero', value: 0, probe: true },
  { name: 'more than 32 bits hold', value: 3_000_000_123, probe: true },
]

/** Of what is counted, where nothing says how many there may be. */
const manyOfIt: Named = { name: 'more than a thousand', value: 1_234, probe: true, isUnlimited: true }

export const dateClasses: readonly Named[] = [
  { name: 'a leap day', value: '2024-02-29T23:59:59+01:00' },
  { name: 'the end of a year, west of Greenwich', value: '2023-12-31T23:59:59-05:00' },
  { name: 'a fraction of six digits', value: '2021-12-02T20:19:34.591609+01:00' },
  { name: 'a fraction of one digit', value: '2021-12-02T20:19:34.5+01:00' },
  { name: 'an offset of half an hour', value: '2023-07-01T00:15:00+05:30' },
  { name: 'UTC, marked Z', value: '2024-02-29T23:59:59Z' },
  { name: 'a fraction of three digits, in UTC', value: '2024-03-01T00:00:00.025Z', probe: true, isUnlimited: true },
]

/** Every class of every place that can hold any text, number or time. */
export const classesOf = (root: SchemaNode, judge: Judge): readonly ValueClass[] =>
  nodesOf(root).flatMap((node) => {
    if (!isOpen(root, node)) return []
    const { fair, strict } = node.schemas
    return namedFor(node).flatMap(({ name, value, keyword = 'type', probe, isUnlimited, isStamped, longest }) => {
      if (judge('strict', strict, value).length > 0) return []
      const isFair = probe !== true && judge('fair', fair, value).length === 0
      const zone = isFair ? 'inside' : 'between'
      const marks = {
        ...(isUnlimited ? { isUnlimited } : {}),
        ...(isStamped ? { isStamped } : {}),
        ...(longest ? { longest } : {}),
      }
      return [{ place: placeOf(node.path), keyword, name, value, zone, ...marks } as const]
    })
  })

/** Nothing says which values it has: no list of them, no pattern, nothing that has to exist. */
const isOpen = (root: SchemaNode, node: SchemaNode): boolean =>
  !node.path.includes('*') &&
  !isNeverDrawn(root, node) &&
  !['enum', 'const', 'pattern', 'not', 'x-assay-fixture', 'x-assay-sample'].some(
    (keyword) => keyword in node.schemas.fair,
  )

const namedFor = (node: SchemaNode): readonly Named[] => {
  const { strict, fair } = node.schemas
  const types = typesOf(strict) ?? []
  if (types.length === 0) return []
  if (types.includes('number')) return numberClasses
  const name = node.path.findLast((step) => step !== '[]') ?? ''
  if (types.includes('integer'))
    return isCount(name) && numberAt(strict, 'maximum') === undefined ? [...integerClasses, manyOfIt] : integerClasses
  if (!allowsType(strict, 'string')) return []
  if (typeof strict['format'] === 'string') return /date-time$/.test(strict['format']) ? dateClasses.map(asFormat) : []
  const most = numberAt(strict, 'maxLength')
  const isBounded = most !== undefined && most > 0 && most <= longestSent && numberAt(fair, 'maxLength') === most
  if (strict['x-assay-unique'] === true)
    return isBounded && most >= room + 16 ? [...uniqueClasses, longestUnique(most)] : uniqueClasses
  const kind = wordKindOf(name)
  const isProse = isFreeText(kind)
  const texts = isProse ? textClasses : textClasses.map((one) => asProbe(one, kind))
  const longest: readonly Named[] = isBounded
    ? longestOf(most).map((one) => ({ ...one, keyword: 'maxLength', probe: true }))
    : []
  // A name of several lines is no name; a note of several is one.
  const lines: readonly Named[] =
    isProse && (most === undefined || most >= 1_000)
      ? [{ name: 'several lines', value: 'first line\nsecond\tline', probe: true, isUnlimited: true }]
      : []
  // No document says that blanks are kept or cut off, or whether a letter and its mark are composed.
  const edges: readonly Named[] = isProse
    ? [
        { name: 'blanks around it', value: ' a b ', probe: true },
        { name: 'a letter and its mark apart', value: 'Cafe\u0301', probe: true },
      ]
    : []
  // Whether nothing is a text is said nowhere; where none is asked for, that says as little.
  const nothing: readonly Named[] =
    isProse && !node.required.strict && !('x-assay-drawn' in strict)
      ? [{ name: 'an empty text', value: '', probe: true, isUnlimited: true }]
      : []
  const fairly = numberAt(fair, 'maxLength')
  // Where one reading has a limit and another has none, a text that meets it is none too long.
  const limit = isProse || most !== undefined || fairly === undefined || fairly > longestSent ? 0 : fairly
  const unlimited: readonly Named[] = [
    ...(most === undefined && isProse ? [{ name: 'a text of 150 characters', value: longText }] : []),
    ...(limit > 0 ? [{ name: 'the longest text of every reading', value: 'x'.repeat(limit) }] : []),
  ].map((one) => ({ ...one, probe: true, isUnlimited: true }))
  return [...texts, ...(wordClasses[kind] ?? []), ...lines, ...edges, ...nothing, ...longest, ...unlimited]
}

/** Whether a limit counts characters, bytes, code units or what they are escaped to shows at the longest text of these. */
const longestOf = (length: number): readonly Named[] => [
  ...[
    { name: 'the longest text beyond ASCII', character: 'é', has: 'bytes' } as const,
    { name: 'the longest text beyond U+FFFF', character: '😀', has: 'units' } as const,
  ].map(({ name, character, has }) => ({
    name,
    value: character.repeat(length),
    longest: { few: character.repeat(Math.ceil(length / 8)), has },
  })),
  ...(length < 2 * marks.length
    ? []
    : [
        {
          name: 'the longest text with quotes and markup',
          value: marks.padStart(length, 'x'),
          longest: { few: marks, has: 'escapes' } as const,
        },
      ]),
]

/** The same of what must be unique: another beginning in each request, and the rest beyond ASCII. */
const longestUnique = (length: number): Named => ({
  name: 'the longest text beyond ASCII',
  value: 'x'.repeat(room).padEnd(length, 'é'),
  keyword: 'maxLength',
  probe: true,
  isStamped: true,
  longest: { few: 'x'.repeat(room).padEnd(room + 4, 'é'), has: 'bytes' },
})

/** No more of them than stand in any text: many marks in a row may be refused for what they look like. */
const marks = '&"<&'

/** What a text means may limit it, unless all that is known of it is that it is a text: then digits are as good as any. */
const asProbe = (one: Named, kind: WordKind): Named => {
  const isOpaque = (kind === 'code' || kind === 'digits') && one.name === digitsFromZero
  return { ...one, probe: true, ...(isOpaque ? { isUnlimited: true } : {}) }
}

const isCount = (name: string): boolean => /quantity|count$/i.test(name)

const longText = 'assay '.repeat(25).trim().padEnd(150, 'x')

const asFormat = (one: Named): Named => ({ ...one, keyword: 'format' })

/** The longest text that is sent. */
const longestSent = 20_000
