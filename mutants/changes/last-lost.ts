import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const lastLost: Change = {
  name: 'last-lost',
  title: 'A list comes without its last element.',
  appliesTo: mayBe('array'),
  change: (value) => (Array.isArray(value) && value.length > 0 ? set(value.slice(0, -1)) : undefined),
}
