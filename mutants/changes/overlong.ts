import { numberAt } from '../../contracts/schema/schema.ts'
import { type Change, set } from '../change.ts'

export const overlong: Change = {
  name: 'overlong',
  title: 'A text is longer by one character than the longest there may be.',
  appliesTo: ({ schemas }) => numberAt(schemas.strict, 'maxLength') !== undefined,
  change(value, { node }) {
    const longest = numberAt(node.schemas.strict, 'maxLength')
    return typeof value === 'string' && longest !== undefined ? set(value.padEnd(longest + 1, 'x')) : undefined
  },
}
