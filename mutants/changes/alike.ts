import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const alike: Change = {
  name: 'alike',
  title: 'All elements of a list are like the first.',
  appliesTo: mayBe('array'),
  change(value) {
    if (!Array.isArray(value)) return undefined
    const same = value.map(() => value[0])
    return JSON.stringify(same) === JSON.stringify(value) ? undefined : set(same)
  },
}
