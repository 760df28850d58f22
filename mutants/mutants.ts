import type { Contract } from '../contracts/contract.ts'
import { nearest } from '../core/nearest.ts'
import { oncePer } from '../core/once-per.ts'
import type { Mutant, Operator } from './mutant.ts'
import { operators } from './operators.ts'

/** Every mutant of a contract, in the order of its operations. */
export const mutantsOf: (contract: Contract) => readonly Mutant[] = oncePer((contract) =>
  contract.operations.flatMap((operation) =>
    operators.flatMap((operator) =>
      operator.drafts(operation, contract).map(({ id, place, apply, isAgainst = operator.isAgainst }) => ({
        id: `${id}/${verbOf(operator)}`,
        operator: operator.name,
        operation: operation.id,
        place,
        isAgainst,
        apply,
      })),
    ),
  ),
)

/** @throws Error naming the nearest ids when there is no such mutant */
export const namedIn = ({ id: contract }: Contract, mutants: readonly Mutant[], id: string): Mutant => {
  const found = mutants.find((one) => one.id === id)
  if (found) return found
  const near = nearest(
    id,
    mutants.map((one) => one.id),
  )
  throw new Error(
    `${contract} has no mutant '${id}'. ${near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'assay mutate --list lists them.'}`,
  )
}

const verbOf = ({ name }: Operator): string => name.slice(name.indexOf('/') + 1)
