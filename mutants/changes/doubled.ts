import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const doubled: Change = {
  name: 'doubled',
  title: 'The last element of a list comes twice.',
  appliesTo: mayBe('array'),
  change: (value) => (Array.isArray(value) && value.length > 0 ? set([...value, value.at(-1)]) : undefined),
}
