import { isObject, type Json } from '../../../core/json.ts'
import type { Row } from '../switch.ts'
import { type Change, changedAt, type Replies } from './body.ts'
import { derived } from './derived.ts'

/** The value as something else of its kind. */
export const otherText = (value: Json): Json => {
  const letters = [...String(value)]
  return [...letters.slice(0, -1), letters.at(-1) === 'x' ? 'y' : 'x'].join('')
}

export const otherStart = (value: Json): Json =>
  typeof value === 'string' ? `${value.startsWith('x') ? 'y' : 'x'}${[...value].slice(1).join('')}` : value

/** A leap year has every day. */
export const otherYear = (value: Json): Json => (typeof value === 'string' ? value.replace(/^20\d\d/, '2004') : value)

export const oneMore = (value: Json): Json => (typeof value === 'number' ? value + 1 : value)

/** With one more, to the cent; nothing stays nothing, so that defaults are kept. */
export const moreMoney = (value: Json): Json =>
  typeof value === 'number' && value !== 0 ? Math.round((value + 1) * 100) / 100 : value

export const within =
  (member: string, change: (value: Json) => Json) =>
  (value: Json): Json =>
    isObject(value) ? { ...value, [member]: change(value[member] ?? null) } : value

export type ReadRow = readonly [
  id: string,
  title: string,
  place: readonly string[],
  requirement: string,
  change: Change,
  also?: readonly string[],
]

/** What is read otherwise than it was written. `Replies.shape` stands before the requirement. */
export const readsOtherwise = ({ shape, through }: Replies, rows: readonly ReadRow[]): readonly Row[] =>
  rows.map(([id, title, place, requirement, change, also]) =>
    derived('reads back', {
      id,
      title,
      requirement: `${shape}/${requirement}`,
      also,
      hooks: through((body) => changedAt(body, place, change)),
    }),
  )
