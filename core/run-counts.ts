/** What went over the wire in a run of one contract. */
export type RunCounts = {
  /** Requests that went out, repeats included. */
  readonly sent: number
  readonly answered: number
  readonly throttled: number
  readonly repeated: number
}
