import type { Requirement } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { stepsOf } from './read-parts.ts'
import type { Isolated } from './relation.ts'
import { requirementOf } from './requirement-of.ts'
import type { WrittenIsolated } from './written.ts'

export const isolatedOf = ({ id, what, members, written, shown }: WrittenIsolated): Isolated => ({
  kind: 'isolated',
  facet: id,
  what,
  members,
  written: written.map(({ operation, owner }) => ({ operation, ...ownerOf(owner) })),
  shown: shown.map(({ operation, owner, at = '' }) => ({ operation, ...ownerOf(owner), at: stepsOf(at) })),
})

const ownerOf = (owner: string | undefined) => (owner === undefined ? {} : { owner: placeOf(owner) })

export const isolatedRequirements = (contract: string, one: WrittenIsolated): readonly Requirement[] => [
  requirementOf(contract, one, one),
]

export const isolatedOperations = ({ written, shown }: WrittenIsolated): readonly string[] =>
  [...written, ...shown].map(({ operation }) => operation)
