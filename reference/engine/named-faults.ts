import { nearest } from '../../core/nearest.ts'

/**
 * The faults with the given ids.
 *
 * @throws Error naming the nearest ids, or all of them, when there is no such fault
 */
export const namedFaults = <Named extends { readonly id: string }>(
  contract: string,
  faults: readonly Named[],
  ids: readonly string[],
): readonly Named[] => {
  const byId = new Map(faults.map((fault) => [fault.id, fault]))
  return ids.map((id) => {
    const fault = byId.get(id)
    if (!fault) throw new Error(`The reference of ${contract} has no fault '${id}'. ${advice(id, [...byId.keys()])}`)
    return fault
  })
}

const advice = (id: string, known: readonly string[]): string => {
  const near = nearest(id, known)
  return near.length > 0 ? `Nearest: ${near.join(', ')}.` : `There are: ${known.join(', ')}.`
}
