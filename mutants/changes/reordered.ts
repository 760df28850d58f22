import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const reordered: Change = {
  name: 'reordered',
  title: 'A list comes in reverse.',
  appliesTo: mayBe('array'),
  change(value) {
    if (!Array.isArray(value)) return undefined
    const reversed = value.toReversed()
    return JSON.stringify(reversed) === JSON.stringify(value) ? undefined : set(reversed)
  },
}
