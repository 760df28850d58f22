import type { CircuitBreaker } from './circuit-breaker.ts'
import { timeLimit } from './time-limit.ts'
import type { Waiting } from './waiting.ts'

type Around = {
  readonly breaker: CircuitBreaker
  readonly waits: Waiting
  /** So long a target that answered before is waited for, in milliseconds. */
  readonly awayMs: number
  /** Sends what harms nobody, to see whether it is answered. */
  readonly look: () => Promise<void>
}

/** Pauses between looks for a target that is away, in milliseconds: they double up to the longest. */
const lookAgain = { first: 100, longest: 2_000 }

/** Whether the target answers any request that is begun from now on; one that answered before is waited for. */
export const availability = ({ breaker, waits, awayMs, look }: Around): (() => Promise<boolean>) => {
  const lookWithOthers = shared(look)

  const answers = async (): Promise<boolean> => {
    const from = performance.now()
    // Who never answered is not waited for: most likely nothing is there.
    const isUnknown = !breaker.hasAnswered()
    let isOver = isUnknown
    const limit = timeLimit(awayMs, () => {
      isOver = true
    })
    const release = breaker.holdOpen()
    try {
      for (let pause = lookAgain.first; ; pause = Math.min(2 * pause, lookAgain.longest)) {
        if (breaker.hasAnsweredSince(from)) return true
        if (breaker.refusal()) return false
        const isLast = isOver
        const began = await lookWithOthers()
        if (breaker.hasAnsweredSince(from)) return true
        // That was another's look, begun too early to tell.
        if (began < from) continue
        if (isLast) return isUnknown ? breaker.hasAnswered() && (await answers()) : gone(breaker)
        const next = performance.now() + Math.min(pause, awayMs)
        await waits.until(() => next)
      }
    } finally {
      limit.end()
      release()
    }
  }
  return answers
}

const gone = (breaker: CircuitBreaker): false => {
  breaker.giveUp()
  return false
}

/** One look at a time for all who want one; gives the moment at which the look that was waited for began. */
const shared = (look: () => Promise<void>): (() => Promise<number>) => {
  let current: { readonly from: number; readonly done: Promise<void> } | undefined
  return async () => {
    const from = performance.now()
    current ??= {
      from,
      done: look().finally(() => {
        current = undefined
      }),
    }
    const { from: began, done } = current
    await done
    return began
  }
}
