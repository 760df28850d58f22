import type { Contract, Operation } from '../contracts/contract.ts'
import { oncePer } from '../core/once-per.ts'
import { pathOf } from '../core/place.ts'
import { valuesAt } from '../core/values-at.ts'
import { classesOf } from './classes.ts'
import { edgesOf } from './edges.ts'

/** A value class of a requirement: which one of them, counted from 0. */
export type TriedClass = readonly [requirement: string, index: number]

type Place = { readonly steps: readonly string[]; readonly classes: ReadonlyMap<string, TriedClass> }

type Known = { readonly totals: ReadonlyMap<string, number>; readonly places: ReadonlyMap<string, readonly Place[]> }

/** How many value classes each requirement has: bounds met exactly, values of a list, and rare values of its type. */
export const classTotals = (contract: Contract): ReadonlyMap<string, number> => register(contract).totals

/** The value classes that stand in a request body of an operation. */
export const classesIn = (contract: Contract, operation: string, body: unknown): readonly TriedClass[] =>
  (register(contract).places.get(operation) ?? []).flatMap(({ steps, classes }) =>
    valuesAt(body, steps).flatMap((value) => {
      const found = classes.get(JSON.stringify(value))
      return found ? [found] : []
    }),
  )

const register = oncePer((contract: Contract): Known => {
  const ids = new Set(contract.requirements.map(({ id }) => id))
  const totals = new Map<string, number>()
  const next = (requirement: string): TriedClass => {
    const index = totals.get(requirement) ?? 0
    totals.set(requirement, index + 1)
    return [requirement, index]
  }
  const places = contract.operations.map((operation) => {
    const known = new Map<string, Map<string, TriedClass>>()
    for (const { place, keyword, value } of valuesFor(operation, contract)) {
      const requirement = `${contract.id}/${operation.id}/request/${place}/${keyword}`
      const own = known.get(place) ?? new Map<string, TriedClass>()
      const text = JSON.stringify(value)
      if (ids.has(requirement) && !own.has(text)) own.set(text, next(requirement))
      known.set(place, own)
    }
    return [operation.id, [...known].map(([place, classes]) => ({ steps: pathOf(place), classes }))] as const
  })
  return { totals, places: new Map(places) }
})

const valuesFor = ({ body }: Operation, { judge }: Contract) =>
  // What is another value in each request is not found again by its value.
  body ? [...edgesOf(body.node), ...classesOf(body.node, judge).filter(({ isStamped }) => !isStamped)] : []
