import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const flipped: Change = {
  name: 'flipped',
  title: 'A truth value is the other one.',
  appliesTo: mayBe('boolean'),
  change: (value) => (typeof value === 'boolean' ? set(!value) : undefined),
}
