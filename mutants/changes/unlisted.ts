import { type Change, set } from '../change.ts'
import { isEnumerated } from '../node-kinds.ts'

export const unlisted: Change = {
  name: 'unlisted',
  title: 'A value is none of those that are listed.',
  appliesTo: isEnumerated,
  change: (value) => {
    if (typeof value === 'string') return set(`${value}_other`)
    return typeof value === 'number' ? set(value + 1_000) : undefined
  },
}
