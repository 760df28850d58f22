import type { Outcome } from '../core/exchange.ts'
import { isReached } from './probes.ts'
import { pauseAsked } from './throttle.ts'

export type BreakerLimits = {
  /** Nothing is sent after so many requests. */
  readonly maxRequests?: number
  /** Nothing is sent after this moment, in milliseconds since the epoch. */
  readonly deadline?: number
}

/** What went over the wire so far. */
export type Counts = { sent: number; answered: number; throttled: number; repeated: number }

/** Decides whether anything may still be sent: a run is stopped, has its limits, and gives up who never answers. */
export type CircuitBreaker = {
  /** What is said in place of an answer once nothing may be sent. */
  readonly refusal: () => Outcome | undefined
  readonly note: (outcome: Outcome, begun: Begun) => void
  /** A request was throttled as often as it is repeated. */
  readonly noteThrottled: () => void
  readonly hasAnswered: () => boolean
  /** Whether a request was answered that had been begun at this moment of `performance.now()`, or later. */
  readonly hasAnsweredSince: (moment: number) => boolean
  /** Nobody is given up by the count while somebody waits for its return; to be called when the wait is over. */
  readonly holdOpen: () => () => void
  readonly giveUp: () => void
  readonly stop: (why: string) => void
}

/** When a request was begun, and whether its silence counts towards giving the target up. */
export type Begun = { readonly from: number; readonly isCounted: boolean }

/** After so many exchanges in a row without an answer, nothing more is sent: sooner where nothing was ever answered. */
const giveUpAfter = { never: 4, since: 24 }

type Around = {
  readonly counts: Counts
  /** Called when nothing may be sent any longer. */
  readonly onOver: () => void
}

export const circuitBreaker = (
  { maxRequests = Number.POSITIVE_INFINITY, deadline = Number.POSITIVE_INFINITY }: BreakerLimits,
  { counts, onOver }: Around,
): CircuitBreaker => {
  let unanswered = 0
  let lastSilence = ''
  let stopped: Outcome | undefined
  let isGone = false
  /** When the last request that was answered had been begun. */
  let answeredFrom = Number.NEGATIVE_INFINITY
  let watchers = 0

  const hasAnswered = (): boolean => counts.answered > 0

  const refusal = (): Outcome | undefined => {
    if (stopped) return stopped
    if (counts.sent >= maxRequests) return withheld(`out of budget: ${maxRequests} requests were sent`)
    if (Date.now() >= deadline) return withheld('out of time')
    const isMuch = hasAnswered() ? unanswered >= giveUpAfter.since && watchers === 0 : unanswered >= giveUpAfter.never
    return isGone || isMuch ? withheld(`given up: ${lastSilence}`) : undefined
  }

  const noteSilence = (why: string, isCounted: boolean): void => {
    if (isCounted) unanswered += 1
    lastSilence = why
  }

  const noteOutcome = (outcome: Outcome, { from, isCounted }: Begun): void => {
    if (outcome.kind !== 'reply' && !isReached(outcome)) {
      noteSilence(outcome.detail, isCounted)
      return
    }
    answeredFrom = Math.max(answeredFrom, from)
    if (pauseAsked(outcome, 0) !== undefined) return
    unanswered = 0
    counts.answered += 1
  }

  const tellIfOver = (): void => {
    if (refusal()) onOver()
  }

  return {
    refusal,
    hasAnswered,
    hasAnsweredSince: (moment) => answeredFrom >= moment,
    note: (outcome, begun) => {
      noteOutcome(outcome, begun)
      tellIfOver()
    },
    noteThrottled: () => {
      noteSilence('the target throttles every request', true)
      tellIfOver()
    },
    holdOpen: () => {
      watchers += 1
      return () => {
        watchers -= 1
      }
    },
    giveUp: () => {
      isGone = true
      onOver()
    },
    stop: (why) => {
      stopped ??= withheld(why)
      onOver()
    },
  }
}

const withheld = (detail: string): Outcome => ({ kind: 'withheld', detail })
