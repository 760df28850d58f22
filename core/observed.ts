import type { Evidence } from './finding.ts'

/** How many exchanges could have broken each requirement, by its id; those that none could have broken are not in it. */
export type Observed = Readonly<Record<string, number>>

export const observedIn = (evidence: readonly Evidence[]): Observed => {
  const exchanges = new Map<string, Set<string>>()
  for (const { requirement, exchange, finding } of evidence) {
    const id = exchange ?? finding?.exchange
    if (id === undefined) continue
    const known = exchanges.get(requirement)
    if (known) known.add(id)
    else exchanges.set(requirement, new Set([id]))
  }
  return Object.fromEntries([...exchanges].map(([requirement, { size }]) => [requirement, size]))
}
