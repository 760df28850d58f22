import { type Change, set } from '../change.ts'
import { isEnumerated, mayBe } from '../node-kinds.ts'

export const cut: Change = {
  name: 'cut',
  title: 'A text of more than 12 characters is cut to as many.',
  appliesTo: (node) => mayBe('string')(node) && !isEnumerated(node),
  change: (value) => (typeof value === 'string' && value.length > 12 ? set(value.slice(0, 12)) : undefined),
}
