import { isObject } from '../../core/json.ts'
import { type Change, set } from '../change.ts'
import { isBelowRoot } from '../node-kinds.ts'

export const wrapped: Change = {
  name: 'wrapped',
  title: 'A value is the only member of an object that stands in its place; an object is a line of text.',
  appliesTo: isBelowRoot,
  change: (value) => set(isObject(value) ? '[object Object]' : { value }),
}
