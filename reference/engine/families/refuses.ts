import type { Call } from '../call.ts'
import type { Hooks } from '../hooks.ts'
import type { Refusal } from '../problem.ts'
import { placeText } from '../rule.ts'
import { type Spot, spotsOf } from '../spots.ts'
import type { Row } from '../switch.ts'
import { derived } from './derived.ts'

type Refused = Omit<Row, 'hooks' | 'family'> & { readonly when: (call: Call) => boolean; readonly refusal?: Refusal }

/** Valid requests that are refused, in good form. */
export const refuses = (contract: string, usual: Refusal, rows: readonly Refused[]): readonly Row[] =>
  rows.map(({ when, refusal = usual, ...row }) => {
    const problem = { requirement: `${contract}/${row.requirement}`, ...refusal }
    const finds: Hooks['finds'] = (call) => (when(call) ? [problem] : [])
    return derived('refuses', { ...row, hooks: { finds } })
  })

/** A class of values that a rule allows. */
export type ValueClass = (value: unknown) => boolean

const isText = (value: unknown): value is string => typeof value === 'string'

export const isAbsent: ValueClass = (value) => value === undefined || value === null
export const isPresent: ValueClass = (value) => !isAbsent(value)
export const isExactly =
  (wanted: unknown): ValueClass =>
  (value) =>
    value === wanted
export const isOfLength =
  (length: number): ValueClass =>
  (value) =>
    isText(value) && [...value].length === length
export const isBeyondAscii: ValueClass = (value) => isText(value) && [...value].some((letter) => letter > '\u007f')
export const isAstral: ValueClass = (value) => isText(value) && [...value].some((letter) => letter.length > 1)

/** A place, what of it is refused, and the keyword whose promise that breaks. */
export type ValueRow = readonly [
  id: string,
  title: string,
  place: readonly string[],
  keyword: string,
  when: ValueClass,
  also?: readonly string[],
]

type At = {
  readonly contract: string
  readonly operation: string
  /** How ids name the operation. @defaultValue not at all */
  readonly at?: string
  readonly contentOf: (call: Call) => unknown
  readonly spots?: (place: readonly string[], content: unknown) => readonly Spot[]
  readonly refusal: (spot: Spot) => Refusal
}

/** Valid values at a place that are refused, once for each spot. */
export const refusesValues = (
  { contract, operation, at = '', contentOf, spots = spotsOf, refusal }: At,
  rows: readonly ValueRow[],
): readonly Row[] =>
  rows.map(([id, title, place, keyword, when, also]) => {
    const requirement = `${operation}/request/${placeText(place)}/${keyword}`
    const finds: Hooks['finds'] = (call) =>
      call.operation === operation
        ? spots(place, contentOf(call))
            .filter(({ value }) => when(value))
            .map((spot) => ({ requirement: `${contract}/${requirement}`, ...refusal(spot) }))
        : []
    return derived('refuses', { id: id + at, title, requirement, also, hooks: { finds } })
  })
