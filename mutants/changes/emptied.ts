import { isObject } from '../../core/json.ts'
import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'

export const emptied: Change = {
  name: 'emptied',
  title: 'A text, a list or an object is empty.',
  appliesTo: mayBe('string', 'array', 'object'),
  change(value) {
    if (typeof value === 'string') return value === '' ? undefined : set('')
    if (Array.isArray(value)) return value.length === 0 ? undefined : set([])
    return isObject(value) && Object.keys(value).length > 0 ? set({}) : undefined
  },
}
