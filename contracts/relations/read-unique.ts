import type { Requirement } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { conditionsOf, keyOf, stepsOf } from './read-parts.ts'
import type { Unique } from './relation.ts'
import { requirementOf } from './requirement-of.ts'
import type { WrittenUnique } from './written.ts'

export const uniqueOf = ({ id, what, made = [], lists = [], ids = [], repeated }: WrittenUnique): Unique => ({
  kind: 'unique',
  facet: id,
  what,
  made: made.map(({ operation, id: place, of, chosen = false, soft = false, nobodys, later }) => ({
    operation,
    id: placeOf(place),
    ...(of === undefined ? {} : { of: placeOf(of) }),
    chosen,
    soft,
    ...(nobodys === undefined ? {} : { nobodys }),
    ...(later ? { later: { operation: later.operation, key: keyOf(later.key), when: conditionsOf(later.when) } } : {}),
  })),
  lists: lists.map(({ operation, at }) => ({ operation, at: stepsOf(at) })),
  ids,
  ...(repeated
    ? { repeated: { facet: repeated.id, without: repeated.without ?? [], ambiguity: repeated.ambiguity } }
    : {}),
})

export const uniqueRequirements = (contract: string, one: WrittenUnique): readonly Requirement[] => [
  requirementOf(contract, one, one),
  ...(one.repeated
    ? [requirementOf(contract, one.repeated, { operation: one.operation, numbers: [one.repeated.ambiguity] })]
    : []),
]

export const uniqueOperations = ({ made = [], lists = [] }: WrittenUnique): readonly string[] => [
  ...made.flatMap(({ operation, later }) => [operation, ...(later ? [later.operation] : [])]),
  ...lists.map(({ operation }) => operation),
]
