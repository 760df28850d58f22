import { type Change, set } from '../change.ts'
import { isEnumerated, mayBe } from '../node-kinds.ts'

export const off: Change = {
  name: 'off',
  title: 'A number is off by one cent, or by one where it counts something.',
  appliesTo: (node) => mayBe('number', 'integer')(node) && !isEnumerated(node),
  change(value, { node }) {
    if (typeof value !== 'number') return undefined
    const step = mayBe('number')(node) ? 0.01 : 1
    return set(Number((value + step).toFixed(6)))
  },
}
