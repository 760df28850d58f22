import { type Change, set } from '../change.ts'
import { isBelowRoot } from '../node-kinds.ts'

export const stale: Change = {
  name: 'stale',
  title: 'A value is that of an earlier reply of the same operation.',
  appliesTo: isBelowRoot,
  change: (value, { earlier }) =>
    earlier === undefined || JSON.stringify(earlier) === JSON.stringify(value) ? undefined : set(earlier),
}
