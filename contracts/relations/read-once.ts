import type { Requirement } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { keyOf, stepsOf } from './read-parts.ts'
import type { Once } from './relation.ts'
import { requirementOf } from './requirement-of.ts'
import type { WrittenOnce } from './written.ts'

export const onceOf = ({ operation, what, key, done, refusedWith = [], again, says, together }: WrittenOnce): Once => ({
  kind: 'once',
  operation,
  what,
  refusedWith,
  ...(key === undefined ? {} : { key: placeOf(key) }),
  ...(done ? { done: { ...done, key: keyOf(done.key), at: stepsOf(done.at) } } : {}),
  ...(again
    ? {
        again: {
          facet: again.id,
          effect: again.effect,
          wide: again.wide ?? [],
          // Who forgets a use when the next one is refused takes the one after that.
          times: again.times ?? (again.effect === 'refused' ? 2 : 1),
          between: again.between ?? [],
        },
      }
    : {}),
  ...(says ? { says: { facet: says.id, at: stepsOf(says.at), text: says.text } } : {}),
  ...(together ? { together: together.id } : {}),
})

export const onceRequirements = (contract: string, one: WrittenOnce): readonly Requirement[] => {
  const { operation, again, says, together } = one
  const numbers = again?.wide?.map(({ ambiguity }) => ambiguity) ?? []
  return [again, says, together].flatMap((written) =>
    written ? [requirementOf(contract, written, { operation, numbers })] : [],
  )
}

export const onceOperations = ({ operation, done }: WrittenOnce): readonly string[] => [
  operation,
  ...(done ? [done.operation] : []),
]
