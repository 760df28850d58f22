import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const upperCase: Change = {
  name: 'upper-case',
  title: 'Text is in upper case, or in lower case where it was in upper case.',
  appliesTo: mayBe('string'),
  change: (value) => {
    if (typeof value !== 'string') return undefined
    const other = value.toUpperCase() === value ? value.toLowerCase() : value.toUpperCase()
    return other === value ? undefined : set(other)
  },
}
