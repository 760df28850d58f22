import type { Change } from '../change.ts'
import { isMember } from '../node-kinds.ts'

export const dropped: Change = {
  name: 'dropped',
  title: 'A member is left out.',
  appliesTo: isMember,
  change: () => ({ kind: 'drop' }),
}
