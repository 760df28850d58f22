import { isList, isObject, type Json, withAt, without } from '../../../core/json.ts'
import type { Hooks } from '../hooks.ts'
import { bodyWith, type When } from '../shape.ts'
import type { Row } from '../switch.ts'
import { derived } from './derived.ts'

/** What becomes of a value. It may be undefined only where a member is missing. */
export type Change =
  | { readonly kind: 'gone' }
  | { readonly kind: 'is'; readonly value: Json }
  /** Where there is a value, and not null. */
  | { readonly kind: 'becomes'; readonly of: (value: Json) => Json }

export const gone: Change = { kind: 'gone' }
export const is = (value: Json): Change => ({ kind: 'is', value })
export const becomes = (of: (value: Json) => Json): Change => ({ kind: 'becomes', of })

/** The value with a change at every spot of a place: `[]` is each element, `*` each member. */
export const changedAt = (value: Json, place: readonly string[], change: Change): Json => {
  const [step, ...rest] = place
  if (step === undefined) return changed(value, change)
  if (step === '[]') return isList(value) ? value.map((one: Json) => changedAt(one, rest, change)) : value
  if (!isObject(value)) return value
  if (step === '*')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changedAt(one, rest, change)]))
  if (change.kind === 'gone' && rest.length === 0) return without(value, [step])
  const inner = value[step]
  if (inner === undefined)
    return change.kind === 'is' && rest.length === 0 ? withAt(value, [step], change.value) : value
  return withAt(value, [step], changedAt(inner, rest, change))
}

const changed = (value: Json, change: Change): Json => {
  switch (change.kind) {
    case 'gone':
      return null
    case 'is':
      return change.value
    case 'becomes':
      return value === null ? null : change.of(value)
  }
}

/** `notes[]/author` as steps: `notes`, `[]`, `author`; `body` is the whole. */
export const stepsOf = (place: string): readonly string[] =>
  place === 'body' ? [] : place.replaceAll('[]', '/[]').split('/')

/** Whose replies are changed, and how. */
export type Replies = {
  /** The beginning of the requirement: `createOrder/response.200`. */
  readonly shape: string
  readonly through: (change: (body: Json) => Json) => Partial<Hooks>
}

export const repliesWhen = <Thing>(shape: string, when: When<Thing>): Replies => ({
  shape,
  through: (change) => bodyWith(when, change),
})

export type MemberRow = readonly [
  id: string,
  title: string,
  place: string,
  keyword: string,
  change: Change,
  also?: readonly string[],
]

/** Replies with a member that is gone, of another type, or another than it must be. */
export const members = ({ shape, through }: Replies, rows: readonly MemberRow[]): readonly Row[] =>
  rows.map(([id, title, place, keyword, change, also]) =>
    derived('body', {
      id,
      title,
      requirement: `${shape}/${place}/${keyword}`,
      also,
      hooks: through((body) => changedAt(body, stepsOf(place), change)),
    }),
  )
