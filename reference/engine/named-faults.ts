import { nearest } from '../../core/nearest.ts'

/**
 * The faults with the given ids.
 *
 * @throws Error naming the nearest ids, or how to list them all, when there is no such fault
 */
export const namedFaults = <Named extends { readonly id: string }>(
  contract: string,
  faults: readonly Named[],
  ids: readonly string[],
): readonly Named[] => {
  const byId = new Map(faults.map((fault) => [fault.id, fault]))
  return ids.map((id) => {
    const fault = byId.get(id)
    if (!fault)
      throw new Error(
        `The reference of ${contract} has no fault '${id}'. ${advice(id, { contract, known: [...byId.keys()] })}`,
      )
    return fault
  })
}

type Known = { readonly contract: string; readonly known: readonly string[] }

const advice = (id: string, { contract, known }: Known): string => {
  const near = nearest(id, known)
  return near.length > 0
    ? `Nearest: ${near.join(', ')}.`
    : `It has ${known.length}, as ${known.slice(0, 3).join(', ')}: assay serve ${contract} --list-faults prints them all.`
}
