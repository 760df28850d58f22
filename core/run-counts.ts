/** What was sent in a run of one contract, and what of it the target took. */
export type RunCounts = WireCounts & {
  /** Replies that say that what was sent was taken: successes, but no pages in place of one. */
  readonly accepted: number
}

/** What went over the wire. */
export type WireCounts = {
  /** Requests that went out, repeats included. */
  readonly sent: number
  readonly answered: number
  readonly throttled: number
  readonly repeated: number
}
