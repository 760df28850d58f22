import { type Change, set } from '../change.ts'
import { isBelowRoot } from '../node-kinds.ts'

export const nulled: Change = {
  name: 'nulled',
  title: 'A value is null.',
  appliesTo: isBelowRoot,
  change: (value) => (value === null ? undefined : set(null)),
}
