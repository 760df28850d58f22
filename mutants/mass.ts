import type { Contract, Operation } from '../contracts/contract.ts'
import type { BrokenOff } from '../core/layer.ts'
import { oncePer } from '../core/once-per.ts'
import type { Change } from './change.ts'
import { changes } from './changes.ts'
import type { Apply, Mutant } from './mutant.ts'
import { mutantsOf } from './mutants.ts'
import { changingReplies, placesOf, type Target } from './operators/reply-values.ts'

/**
 * Mutants that do the same at many places at once, so that one run breaks many promises: an operator at all places of one
 * operation, or of all. Values of replies are changed one depth at a time, since what is gone has nothing below it.
 */
export const massMutantsOf: (contract: Contract) => readonly Mutant[] = oncePer((contract) => [
  ...groupsOf(contract).flatMap(({ name, operations }) =>
    changes.flatMap((change) => byDepth(change, operations).map((mass) => massOf(name, mass))),
  ),
  ...groupsOf(contract).flatMap(({ name, operations }) =>
    [...byOperator(contract, operations)].map(([operator, mutants]) =>
      massOf(name, { operator, place: 'all', apply: together(mutants.map(({ apply }) => apply)) }),
    ),
  ),
])

/** Several mutants as one. */
export const combined = (mutants: readonly Mutant[]): Mutant => ({
  id: mutants.map(({ id }) => id).join(' + '),
  operator: [...new Set(mutants.map(({ operator }) => operator))].join(' + '),
  operation: '*',
  place: 'several',
  isAgainst: false,
  apply: together(mutants.map(({ apply }) => apply)),
})

type Group = { readonly name: string; readonly operations: readonly Operation[] }

/** All operations, and each by itself where there are several. */
const groupsOf = ({ operations }: Contract): readonly Group[] => [
  { name: '*', operations },
  ...(operations.length > 1 ? operations.map((one) => ({ name: one.id, operations: [one] })) : []),
]

type Mass = { readonly operator: string; readonly place: string; readonly apply: Apply }

const massOf = (operation: string, { operator, place, apply }: Mass): Mutant => ({
  id: `mass/${operation}/${place}/${operator}`,
  operator,
  operation,
  place,
  isAgainst: false,
  apply,
})

const byDepth = (change: Change, operations: readonly Operation[]): readonly Mass[] => {
  const targets = operations.flatMap((operation) =>
    operation.replies.map((spec): Target => ({ operation, spec, nodes: placesOf(spec, change) })),
  )
  const depths = [...new Set(targets.flatMap(({ nodes }) => nodes.map(({ path }) => path.length)))].toSorted(
    (one, other) => one - other,
  )
  return depths.map((depth) => ({
    operator: `reply/${change.name}`,
    place: `depth-${depth}`,
    apply: changingReplies(
      targets.map(({ nodes, ...target }) => ({ ...target, nodes: nodes.filter(({ path }) => path.length === depth) })),
      change,
    ),
  }))
}

/** All mutants that change no value of a reply, by their operator. */
const byOperator = (contract: Contract, operations: readonly Operation[]): ReadonlyMap<string, readonly Mutant[]> => {
  const valueOperators = changes.map(({ name }) => `reply/${name}`)
  const ids = operations.map(({ id }) => id)
  const wanted = mutantsOf(contract).filter(
    ({ operator, operation }) => !valueOperators.includes(operator) && ids.includes(operation),
  )
  const names = [...new Set(wanted.map(({ operator }) => operator))]
  return new Map(names.map((name) => [name, wanted.filter(({ operator }) => operator === name)]))
}

/** Each stands before the next one. Those that leave a call alone hand it on. */
const together = (all: readonly Apply[]): Apply =>
  all.reduceRight<Apply>(
    (inner, outer) => async (call, world) => {
      let brokenOff: BrokenOff | undefined
      const answered = await outer(call, {
        ...world,
        async forward(sent) {
          if (sent !== call.sent) return world.forward(sent)
          const reached = await inner(call, world)
          if (reached.kind === 'given') return reached
          brokenOff = reached
          return reached.reply
        },
      })
      return brokenOff !== undefined && answered === brokenOff.reply ? brokenOff : answered
    },
    (call, { forward }) => forward(call.sent),
  )
