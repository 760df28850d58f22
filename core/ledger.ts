/** Something that a run made at the target. */
export type LedgerEntry = {
  readonly what: string
  /** As the target calls it; absent where its reply does not tell. */
  readonly id?: string
  /** Id of the exchange that made it. */
  readonly request: string
  /** `none`: it was left where it is. */
  readonly cleanup: 'removed' | 'failed' | 'none'
  readonly detail: string
}

/** What came of cleaning up. It says nothing about the contract, and turns no requirement red. */
export type CleanUp = {
  /** `unclean`: something that could have been removed was not. */
  readonly verdict: 'clean' | 'unclean'
  readonly removed: number
  readonly failed: number
  readonly left: number
}

export const cleanUpOf = (ledger: readonly LedgerEntry[]): CleanUp => {
  const count = (cleanup: LedgerEntry['cleanup']) => ledger.filter((entry) => entry.cleanup === cleanup).length
  const failed = count('failed')
  return { verdict: failed > 0 ? 'unclean' : 'clean', removed: count('removed'), failed, left: count('none') }
}

/** One entry for each exchange; what is reported later of it holds. */
export const settledLedger = (entries: readonly LedgerEntry[]): readonly LedgerEntry[] => [
  ...new Map(entries.map((entry) => [entry.request, entry])).values(),
]

export const removed = (entry: LedgerEntry, detail: string): LedgerEntry => ({ ...entry, cleanup: 'removed', detail })
export const failed = (entry: LedgerEntry, detail: string): LedgerEntry => ({ ...entry, cleanup: 'failed', detail })
