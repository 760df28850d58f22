import type { Requirement } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { stepsOf } from './read-parts.ts'
import { requirementOf } from './requirement-of.ts'
import type { Transitions } from './states.ts'
import type { WrittenTransitions } from './written.ts'

export const transitionsOf = ({ what, shown, at, changedBy, set, cells }: WrittenTransitions): Transitions => ({
  kind: 'transitions',
  what,
  shown: shown.map(({ operation, key }) => ({ operation, key: placeOf(key) })),
  at: stepsOf(at),
  changedBy,
  set: { ...set, key: placeOf(set.key) },
  cells: cells.map(({ id, from, to, outcome, wide = [] }) => ({ facet: id, from, to, outcome, wide })),
})

/** Cells may share a requirement: what the first of them says of it counts. */
export const transitionsRequirements = (contract: string, { set, cells }: WrittenTransitions): readonly Requirement[] =>
  [...new Set(cells.map(({ id }) => id))].flatMap((id) => {
    const shared = cells.filter((cell) => cell.id === id)
    const [first] = shared
    if (!first) return []
    const numbers = shared.flatMap(({ wide = [] }) => wide)
    const requirement = requirementOf(contract, first, { operation: set.operation, numbers })
    return [first.level ? { ...requirement, level: first.level } : requirement]
  })

export const transitionsOperations = ({ shown, set, changedBy }: WrittenTransitions): readonly string[] => [
  ...shown.map(({ operation }) => operation),
  set.operation,
  ...changedBy,
]
