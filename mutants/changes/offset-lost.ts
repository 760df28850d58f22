import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'
import { isDate } from './dates.ts'

export const offsetLost: Change = {
  name: 'offset-lost',
  title: 'A time comes without its offset.',
  appliesTo: mayBe('string'),
  change(value) {
    if (!isDate(value)) return undefined
    const local = value.replace(/(?:Z|[+-]\d{2}:?\d{2})$/, '')
    return local === value || !local.includes('T') ? undefined : set(local)
  },
}
