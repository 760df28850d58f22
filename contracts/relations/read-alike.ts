import type { Requirement } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { stepsOf } from './read-parts.ts'
import type { Alike, AlikeForm } from './relation.ts'
import { requirementOf } from './requirement-of.ts'
import type { WrittenAlike, WrittenForm } from './written.ts'

export const alikeOf = ({ what, calls, changedBy = [], volatile = [] }: WrittenAlike): Alike => ({
  kind: 'alike',
  what,
  calls: calls.map(({ operation, key, own, readBy, forms }) => ({
    operation,
    ...(key === undefined ? {} : { key: placeOf(key) }),
    ...(own ? { own } : {}),
    ...(readBy ? { readBy: namedOf(readBy) } : {}),
    forms: forms.map(formOf),
  })),
  changedBy: changedBy.map(namedOf),
  volatile,
})

const namedOf = ({ operation, key }: { readonly operation: string; readonly key: string }) => ({
  operation,
  key: placeOf(key),
})

const formOf = ({ id, what, sent, as, open = [], wide = [], offered, reply, effect }: WrittenForm): AlikeForm => ({
  id,
  what,
  sent: { query: {}, headers: {}, ...sent },
  open,
  wide,
  ...(as ? { as } : {}),
  ...(offered === undefined ? {} : { offered }),
  ...(reply ? { reply: reply.id } : {}),
  ...(effect
    ? { effect: { facet: effect.id, at: stepsOf(effect.at ?? ''), hidden: effect.hidden ?? [], body: effect.body } }
    : {}),
})

export const alikeRequirements = (contract: string, { calls }: WrittenAlike): readonly Requirement[] => [
  ...new Map(
    calls.flatMap(({ operation, forms }) =>
      forms.flatMap(({ open = [], wide = [], reply, effect }) => {
        const numbers = [...open, ...wide.map(({ ambiguity }) => ambiguity)]
        return [
          ...(reply ? [requirementOf(contract, reply, { operation, numbers })] : []),
          ...(effect ? [requirementOf(contract, effect, { operation })] : []),
        ].map((one) => [one.id, one] as const)
      }),
    ),
  ).values(),
]

export const alikeOperations = ({ calls, changedBy = [] }: WrittenAlike): readonly string[] => [
  ...calls.flatMap(({ operation, readBy }) => [operation, ...(readBy ? [readBy.operation] : [])]),
  ...changedBy.map(({ operation }) => operation),
]
