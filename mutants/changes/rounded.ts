import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const rounded: Change = {
  name: 'rounded',
  title: 'A number is rounded to a whole one.',
  appliesTo: mayBe('number'),
  change: (value) => (typeof value !== 'number' || Number.isInteger(value) ? undefined : set(Math.round(value))),
}
