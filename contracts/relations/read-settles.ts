import type { Requirement } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { stepsOf } from './read-parts.ts'
import { requirementOf } from './requirement-of.ts'
import type { Settles } from './states.ts'
import type { WrittenSettles } from './written.ts'

export const settlesOf = (one: WrittenSettles): Settles => ({
  kind: 'settles',
  what: one.what,
  made: one.made.map(({ operation, key }) => ({ operation, key: placeOf(key) })),
  read: { operation: one.read.operation, key: placeOf(one.read.key), at: stepsOf(one.read.at) },
  states: one.states,
  ...(one.known ? { known: one.known.id } : {}),
  forward: one.forward.id,
  final: { facet: one.final.id, members: one.final.members },
  ...(one.stable ? { stable: { facet: one.stable.id, members: one.stable.members.map(stepsOf) } } : {}),
  holds: one.holds.map(({ id, of, in: states, at, is = [], sent, wide = [], message }) => ({
    facet: id,
    ...(of === undefined ? {} : { of }),
    in: states,
    at: stepsOf(at),
    is,
    ...(sent === undefined ? {} : { sent: placeOf(sent) }),
    wide,
    message,
  })),
  followed: one.followed ?? [],
})

export const settlesRequirements = (contract: string, one: WrittenSettles): readonly Requirement[] => {
  const { operation } = one.read
  // A promise may hold in several states, each written by itself.
  const ids = [...new Set(one.holds.map(({ id }) => id))]
  return [
    ...[one.known, one.forward, one.final, one.stable].flatMap((written) =>
      written ? [requirementOf(contract, written, { operation })] : [],
    ),
    ...ids.flatMap((id) => {
      const [first, ...more] = one.holds.filter((held) => held.id === id)
      const numbers = [first, ...more].flatMap((held) => held?.wide?.map(({ ambiguity }) => ambiguity) ?? [])
      return first ? [requirementOf(contract, first, { operation, numbers })] : []
    }),
  ]
}

export const settlesOperations = ({ made, read, followed = [] }: WrittenSettles): readonly string[] =>
  [...made, read, ...followed].map(({ operation }) => operation)
