import { isList, isObject } from '../../core/json.ts'
import type { Rule } from './rule.ts'

type Demand = Omit<Rule, 'place'>

/** What a kind of value demands of the member it stands at. Absent members are for `required` to mind. */
export type Kind = readonly Demand[]

const isAbsent = (value: unknown): boolean => value === undefined || value === null

const demand = (keyword: string, message: string, holds: (value: unknown) => boolean): Demand => ({
  keyword,
  message,
  breaks: (value) => !isAbsent(value) && !holds(value),
})

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumeric = (value: unknown): boolean =>
  isText(value) && /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(value)

const isWhole = (value: unknown): boolean => isText(value) && /^\s*[+-]?\d+(?:\.0+)?\s*$/.test(value)

/** Text that is no number breaks `format`; all else that is no number breaks `type`. */
export const integer: Kind = [
  demand('type', 'must be a whole number', (value) => Number.isInteger(value) || (isText(value) && !isWhole(value))),
  demand('format', 'must be a whole number', (value) => !isText(value) || isWhole(value)),
]

export const decimal: Kind = [
  demand('type', 'must be a number', (value) => Number.isFinite(value) || (isText(value) && !isNumeric(value))),
  demand('format', 'must be a number', (value) => !isText(value) || isNumeric(value)),
]

/** Where text is no number, whatever it says. */
export const plainInteger: Kind = [demand('type', 'must be a whole number', Number.isInteger)]

export const text: Kind = [demand('type', 'must be text', isText)]

const isTruth = (value: unknown): boolean => isText(value) && /^\s*(?:true|false|0|1)\s*$/i.test(value)

export const boolean: Kind = [
  demand('type', 'must be true or false', (value) => typeof value === 'boolean' || (isText(value) && !isTruth(value))),
  demand('format', 'must be true or false', (value) => !isText(value) || isTruth(value)),
]

export const list: Kind = [demand('type', 'must be a list', Array.isArray)]
export const object: Kind = [demand('type', 'must be an object', isObject)]

/** Null is no element and no body. */
export const wholeObject: Kind = [
  { keyword: 'type', message: 'must be an object', breaks: (value) => !isObject(value) },
]

export const date: Kind = [
  ...text,
  demand('format', 'must be a date and time with an offset', (value) => !isText(value) || isDateTime(value)),
]

const isName = (value: unknown): boolean => Number.isInteger(value) || isText(value)

/** Names are text where they are no numbers: what is neither breaks `type`. */
export const oneOf = (values: readonly number[]): Kind => [
  demand('type', 'must be a whole number', isName),
  demand(
    'enum',
    `must be one of ${values.join(', ')}`,
    (value) => !isName(value) || values.some((one) => one === value),
  ),
]

export const disputed = (kind: Kind): Kind => kind.map((one) => ({ ...one, disputed: true }))

export const atLeast = (least: number): Kind => [
  demand('minimum', `must be at least ${least}`, (value) => typeof value !== 'number' || value >= least),
]

export const atMostLong = (most: number): Kind => [
  demand('maxLength', `must have at most ${most} characters`, (value) => !isText(value) || [...value].length <= most),
]

export const atLeastLong = (least: number): Kind => [
  demand(
    'minLength',
    `must have at least ${least} characters`,
    (value) => !isText(value) || [...value].length >= least,
  ),
]

export const atMost = (most: number): Kind => [
  demand('maximum', `must be at most ${most}`, (value) => typeof value !== 'number' || value <= most),
]

export const atLeastElements = (least: number): Kind => [
  demand('minItems', `must have at least ${least} elements`, (value) => !isList(value) || value.length >= least),
]

export const atMostElements = (most: number): Kind => [
  demand('maxItems', `must have at most ${most} elements`, (value) => !isList(value) || value.length <= most),
]

/** Null is no word either. */
export const oneWord = (words: readonly string[]): Kind => [
  {
    keyword: 'enum',
    message: `must be one of ${words.join(', ')}`,
    breaks: (value) => value !== undefined && !words.some((word) => word === value),
  },
]

export const exactly = (wanted: number): Kind => [
  demand('const', `must be ${wanted}`, (value) => typeof value !== 'number' || value === wanted),
]

export const notNull: Kind = [{ keyword: 'type', message: 'must not be null', breaks: (value) => value === null }]

export const present: Kind = [{ keyword: 'required', message: 'is required', breaks: (value) => value === undefined }]

const dateTime = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i

const isDateTime = (value: string): boolean => {
  const day = dateTime.exec(value)?.[1]
  if (day === undefined) return false
  const date = new Date(`${day}T00:00:00Z`)
  // February 30th is either no date at all or one in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** The rules for the members of the object that stands at `above`. */
export const rulesOf = (above: readonly string[], members: Readonly<Record<string, Kind>>): readonly Rule[] =>
  Object.entries(members).flatMap(([name, kind]) =>
    kind.map((one): Rule => ({ ...one, place: name === '' ? above : [...above, name] })),
  )
