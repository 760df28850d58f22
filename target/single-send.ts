import type { Exchange, Outcome, Repeat, WireRequest } from '../core/exchange.ts'
import { isSafeMethod } from '../core/methods.ts'
import type { CircuitBreaker, Counts } from './circuit-breaker.ts'
import type { Probes } from './probes.ts'
import type { Company, RateLimiter } from './rate-limiter.ts'
import type { Send } from './send.ts'
import { pauseAsked } from './throttle.ts'
import type { Wait } from './wait.ts'

/** What came of one sending, and why the request is to be sent again. */
export type Sent = Pick<Exchange, 'request' | 'outcome' | 'at'> & { readonly repeat?: Repeat | undefined }

export type Sending = {
  readonly operation: string
  readonly company: Company
  /** Sent only to see whether the target answers. */
  readonly isProbe?: boolean
}

export type SingleSend = (request: WireRequest, sending: Sending, repeats: readonly Repeat[]) => Promise<Sent>

type Around = {
  readonly send: Send
  readonly limiter: RateLimiter
  readonly breaker: CircuitBreaker
  readonly known: Probes
  readonly counts: Counts
  readonly onWait: (wait: Wait) => void
}

/** A throttled request is repeated so often. */
export const patience = 3

/** Sends a request once, and says whether it has to be sent again. */
export const singleSend = ({ send, limiter, breaker, known, counts, onWait }: Around): SingleSend => {
  /** Operations of which a write was lost on a connection that was kept: further ones get connections of their own. */
  const dropped = new Set<string>()

  /** How a throttled request is repeated: when the target has been left alone by all for as long as it asks. */
  const throttling = (outcome: Outcome, repeats: readonly Repeat[]): Repeat | undefined => {
    const before = repeats.filter(({ kind }) => kind === 'throttled').length
    const waitMs = pauseAsked(outcome, before)
    if (waitMs === undefined || outcome.kind !== 'reply') return undefined
    counts.throttled += 1
    if (before + 1 >= patience) return undefined
    limiter.pause(waitMs)
    onWait({ ms: waitMs, why: String(outcome.reply.status) })
    return { kind: 'throttled', status: outcome.reply.status, waitMs }
  }

  return async (request, { operation, company, isProbe = false }, repeats) => {
    const at = new Date().toISOString()
    const from = performance.now()
    const isWrite = !isSafeMethod(request.method)
    const isFresh =
      company !== 'among-others' || repeats.at(-1)?.kind === 'stale' || (isWrite && dropped.has(operation))
    counts.sent += 1
    if (repeats.length > 0) counts.repeated += 1
    const { outcome: seen, stale, wasKept } = await send(request, isFresh ? 'fresh' : 'kept')
    // A kept-alive connection may have been closed meanwhile: that says nothing, so what only reads goes out once more.
    if (stale && !isWrite) return { request, outcome: seen, at, repeat: { kind: 'stale' } }
    const isDropped = wasKept === true && isWrite
    if (isDropped) dropped.add(operation)
    const outcome = isDropped ? maybeDone : seen
    known.learn(operation, request, outcome)
    breaker.note(outcome, { from, isCounted: !isProbe })
    return { request, outcome, at, repeat: throttling(outcome, repeats) }
  }
}

/** Nobody can tell whether the connection was closed before the request was there, or after it was done. */
const maybeDone: Outcome = {
  kind: 'silent',
  cause: 'lost',
  detail: 'a connection that had been kept open was closed when the request was sent on it: it may have been done',
}
