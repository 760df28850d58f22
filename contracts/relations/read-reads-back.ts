import type { Requirement } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { stepsOf } from './read-parts.ts'
import type { ReadsBack } from './relation.ts'
import { requirementOf } from './requirement-of.ts'
import type { WrittenReadsBack, WrittenRequirement } from './written.ts'

export const readsBackOf = (one: WrittenReadsBack): ReadsBack => ({
  kind: 'readsBack',
  thing: one.thing,
  name: stepsOf(one.name),
  read: { operation: one.read.operation, key: placeOf(one.read.key), stable: one.read.stable.id },
  writes: one.writes.map(({ operation, key, creates = false, changes = [], shows, frame }) => ({
    operation,
    key: placeOf(key),
    creates,
    changes,
    ...(shows ? { facet: shows.id } : {}),
    ...(frame ? { frame: frame.id } : {}),
  })),
  ...(one.refused ? { refused: one.refused.id } : {}),
  volatile: one.volatile,
  known: one.known ?? {},
  mayComeAndGo: one.mayComeAndGo ?? [],
  spellings: one.spellings ?? [],
  wide: one.wide ?? [],
  shown: one.shown,
})

export const readsBackRequirements = (contract: string, one: WrittenReadsBack): readonly Requirement[] => {
  const fair = [...(one.spellings ?? []), ...(one.wide ?? [])].map(({ ambiguity }) => ambiguity)
  const requirement = (written: WrittenRequirement, operation: string): Requirement =>
    requirementOf(contract, written, { operation, numbers: fair })
  return [
    requirement(one.read.stable, one.read.operation),
    ...one.writes.flatMap(({ operation, shows, frame }) => [
      ...(shows ? [requirement(shows, one.read.operation)] : []),
      ...(frame ? [requirement(frame, operation)] : []),
    ]),
    ...(one.refused ? [requirement(one.refused, one.read.operation)] : []),
  ]
}

export const readsBackOperations = ({ read, writes }: WrittenReadsBack): readonly string[] => [
  read.operation,
  ...writes.map(({ operation }) => operation),
]
