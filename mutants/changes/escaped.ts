import { type Change, set } from '../change.ts'
import { isEnumerated, mayBe } from '../node-kinds.ts'

export const escaped: Change = {
  name: 'escaped',
  title: 'Text is escaped as for HTML.',
  appliesTo: (node) => mayBe('string')(node) && !isEnumerated(node),
  change: (value) => {
    if (typeof value !== 'string') return undefined
    const wrong = value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    return wrong === value ? undefined : set(wrong)
  },
}
