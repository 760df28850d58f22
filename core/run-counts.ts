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
  /** Requests whose reply was reset, cut off, or did not come in time, while the target was there. @defaultValue 0 */
  readonly lost?: number
  /** How many of these were answered when they were sent again. */
  readonly answeredAgain?: number
}

/** What several parts of a run sent together. */
export const sumOfCounts = (one: RunCounts, other: RunCounts): RunCounts => combined(one, other, (a, b) => a + b)

/** All that was counted at any moment of one run: counts only grow, but moments come in no order. */
export const lastCounts = (one: RunCounts, other: RunCounts): RunCounts => combined(one, other, Math.max)

export const noCounts: RunCounts = { sent: 0, answered: 0, throttled: 0, repeated: 0, accepted: 0 }

const combined = (one: RunCounts, other: RunCounts, join: (a: number, b: number) => number): RunCounts => ({
  sent: join(one.sent, other.sent),
  answered: join(one.answered, other.answered),
  throttled: join(one.throttled, other.throttled),
  repeated: join(one.repeated, other.repeated),
  accepted: join(one.accepted, other.accepted),
  ...lossesOf(join(one.lost ?? 0, other.lost ?? 0), join(one.answeredAgain ?? 0, other.answeredAgain ?? 0)),
})

const lossesOf = (lost: number, answeredAgain: number): Pick<RunCounts, 'lost' | 'answeredAgain'> =>
  lost > 0 ? { lost, answeredAgain } : {}
