import { type Change, set } from '../change.ts'
import { isEnumerated, mayBe } from '../node-kinds.ts'

export const reencoded: Change = {
  name: 'reencoded',
  title: 'UTF-8 is read as Latin-1 on the way out.',
  appliesTo: (node) => mayBe('string')(node) && !isEnumerated(node),
  change: (value) => {
    if (typeof value !== 'string') return undefined
    const wrong = Buffer.from(value, 'utf8').toString('latin1')
    return wrong === value ? undefined : set(wrong)
  },
}
