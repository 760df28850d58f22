import type { Exchange, Outcome, WireRequest } from '../core/exchange.ts'
import type { RunCounts } from '../core/run-counts.ts'
import { gate } from './gate.ts'
import { sender } from './send.ts'
import { pauseAsked, sleep } from './throttle.ts'

/** A server under test, its limits, and the only way to it. */
export type TargetOptions = {
  /** Ends before the contract's paths; no slash at its end. */
  readonly baseUrl: string
  /** For one whole exchange. */
  readonly timeoutMs: number
  /** Requests under way at once. */
  readonly concurrency: number
  readonly requestsPerSecond?: number
  /** Nothing is sent after so many requests. */
  readonly maxRequests?: number
  /** Nothing is sent after this moment, in milliseconds since the epoch. */
  readonly deadline?: number
  /** Larger replies are cut off. */
  readonly maxReplyBytes: number
}

export type Target = {
  readonly send: (id: string, operation: string, request: WireRequest) => Promise<Exchange>
  readonly counts: () => RunCounts
  readonly close: () => void
}

/** A throttled request is repeated so often. */
const patience = 3

/** After so many exchanges in a row without an answer, nothing more is sent: sooner where nothing was ever answered. */
const giveUpAfter = { never: 4, since: 24 }

export const openTarget = (options: TargetOptions): Target => {
  const { send, close } = sender(options)
  const pass = gate(options)
  const counts = { sent: 0, answered: 0, throttled: 0, repeated: 0 }
  let unanswered = 0
  let lastSilence = ''

  const exchange = async (id: string, operation: string, request: WireRequest): Promise<Exchange> => ({
    id,
    operation,
    request,
    outcome: await attempt(request, 0),
  })

  const attempt = async (request: WireRequest, tries: number): Promise<Outcome> => {
    const refused = refusal()
    if (refused) return refused
    return pass.through(async () => {
      const stopped = refusal()
      if (stopped) return stopped
      return once(request, tries)
    })
  }

  const once = async (request: WireRequest, tries: number): Promise<Outcome> => {
    counts.sent += 1
    const first = await send(request)
    const outcome = first.stale ? await sendAgain(request) : first.outcome
    note(outcome)
    const pause = pauseAsked(outcome, tries)
    if (pause === undefined) return outcome
    counts.throttled += 1
    if (tries + 1 >= patience) {
      unanswered += 1
      lastSilence = 'the target throttles every request'
      return { kind: 'silent', cause: 'throttled', detail: `throttled ${patience} times` }
    }
    const wait = Math.min(pause, (options.deadline ?? Number.POSITIVE_INFINITY) - Date.now())
    pass.hold(wait)
    await sleep(wait)
    const refused = refusal()
    if (refused) return refused
    counts.repeated += 1
    return once(request, tries + 1)
  }

  /** A kept-alive connection may have been closed meanwhile: that says nothing, so the request goes out once more. */
  const sendAgain = async (request: WireRequest): Promise<Outcome> => {
    const refused = refusal()
    if (refused) return refused
    counts.sent += 1
    counts.repeated += 1
    return (await send(request, 'fresh')).outcome
  }

  const note = (outcome: Outcome): void => {
    if (outcome.kind === 'silent') {
      unanswered += 1
      lastSilence = outcome.detail
    } else if (outcome.kind === 'broken' || pauseAsked(outcome, 0) === undefined) {
      unanswered = 0
      counts.answered += 1
    }
  }

  const refusal = (): Outcome | undefined => {
    if (options.maxRequests !== undefined && counts.sent >= options.maxRequests) {
      return { kind: 'withheld', detail: `out of budget: ${options.maxRequests} requests were sent` }
    }
    if (options.deadline !== undefined && Date.now() >= options.deadline) {
      return { kind: 'withheld', detail: 'out of time' }
    }
    const limit = counts.answered === 0 ? giveUpAfter.never : giveUpAfter.since
    return unanswered >= limit ? { kind: 'withheld', detail: `given up: ${lastSilence}` } : undefined
  }

  return { send: exchange, counts: () => ({ ...counts }), close }
}
