import type { Change } from '../change.ts'
import { isMember } from '../node-kinds.ts'

export const renamed: Change = {
  name: 'renamed',
  title: 'A member has another name.',
  appliesTo: isMember,
  change: (_, { member }) => (member ? { kind: 'rename', name: otherName(member.name) } : undefined),
}

/** In the other of the two usual cases where there is one: `orderNo` and `OrderNo`. */
const otherName = (name: string): string => {
  const [first = ''] = name
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()
  return other === first ? `${name}X` : other + name.slice(1)
}
