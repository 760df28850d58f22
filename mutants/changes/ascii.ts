import { type Change, set } from '../change.ts'
import { isEnumerated, mayBe } from '../node-kinds.ts'

export const ascii: Change = {
  name: 'ascii',
  title: 'Characters beyond ASCII are question marks.',
  appliesTo: (node) => mayBe('string')(node) && !isEnumerated(node),
  change: (value) => {
    if (typeof value !== 'string') return undefined
    const plain = value.replace(/[^\p{ASCII}]/gu, '?')
    return plain === value ? undefined : set(plain)
  },
}
