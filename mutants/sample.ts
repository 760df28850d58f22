import type { Contract } from '../contracts/contract.ts'
import { seedOf } from '../core/seed.ts'
import { type Recorded, rehearsed } from './layer.ts'
import type { Mutant } from './mutant.ts'
import { mutantsOf } from './mutants.ts'

/** Mutants to run, and how many others were looked at that would change nothing in a run. */
export type Sample = { readonly mutants: readonly Mutant[]; readonly unmet: number }

export type SampleOptions = { readonly count: number; readonly seed: number }

/** An operator whose mutants go unmet so many times in a row has none left to give. */
const mostUnmet = 200

/**
 * So many mutants that would change something in what was recorded: one of each operator in turn, those of each operator
 * in an order that the seed decides.
 */
export const sampleOf = async (
  contract: Contract,
  recorded: readonly Recorded[],
  { count, seed }: SampleOptions,
): Promise<Sample> => {
  let waiting = byOperator(mutantsOf(contract), seed)
  const mutants: Mutant[] = []
  let unmet = 0
  while (mutants.length < count && waiting.length > 0) {
    const left: Mutant[][] = []
    for (const some of waiting) {
      const passed = mutants.length < count ? await firstMet(contract, some, recorded) : undefined
      if (!passed) continue
      unmet += passed.unmet
      if (!passed.mutant) continue
      mutants.push(passed.mutant)
      left.push([...passed.rest])
    }
    waiting = left
  }
  return { mutants, unmet }
}

type Passed = { readonly mutant?: Mutant; readonly unmet: number; readonly rest: readonly Mutant[] }

const firstMet = async (
  contract: Contract,
  some: readonly Mutant[],
  recorded: readonly Recorded[],
): Promise<Passed> => {
  for (const [place, mutant] of some.slice(0, mostUnmet).entries())
    if ((await rehearsed(contract, mutant, recorded)).met.length > 0)
      return { mutant, unmet: place, rest: some.slice(place + 1) }
  return { unmet: Math.min(some.length, mostUnmet), rest: [] }
}

const byOperator = (mutants: readonly Mutant[], seed: number): Mutant[][] => {
  const order = new Map(mutants.map(({ id }) => [id, seedOf(seed, id)]))
  const place = ({ id }: Mutant): number => order.get(id) ?? 0
  return [...new Set(mutants.map(({ operator }) => operator))].map((name) =>
    mutants.filter(({ operator }) => operator === name).toSorted((one, other) => place(one) - place(other)),
  )
}
