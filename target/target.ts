import { nowhere, type Placement } from '../core/auth.ts'
import type { Exchange, Outcome, WireRequest } from '../core/exchange.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { Connection } from './agent.ts'
import { type Credentials, CredentialsError, fixed } from './auth/credentials.ts'
import { gate } from './gate.ts'
import { sender } from './send.ts'
import { pauseAsked, sleep } from './throttle.ts'

/** A server under test, its limits, and the only way to it. */
export type TargetOptions = Connection & {
  /** Ends before the contract's paths; no slash at its end. */
  readonly baseUrl: string
  /** What is put on requests that ask for it. @defaultValue nothing */
  readonly credentials?: Credentials
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

/** A request as it is, or one that is made when its turn comes, with credentials that are valid then. */
export type Sendable = WireRequest | ((credentials: Placement) => WireRequest)

export type Target = {
  readonly send: (id: string, operation: string, request: Sendable) => Promise<Exchange>
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

  const none = fixed(nowhere, {})
  const { credentials = none } = options

  const exchange = async (id: string, operation: string, request: Sendable): Promise<Exchange> => ({
    id,
    operation,
    ...(await (typeof request === 'function' ? attempt(request, credentials) : attempt(() => request, none))),
  })

  const attempt = async (make: Make, by: Credentials): Promise<Done> => {
    const refused = refusal()
    if (refused) return { request: make(nowhere), outcome: refused }
    return pass.through(() => authorized(make, by))
  }

  const authorized = async (make: Make, by: Credentials): Promise<Done> => {
    try {
      const placement = await by.current()
      // Others were sent while the credentials were waited for.
      const stopped = refusal()
      if (stopped) return { request: make(nowhere), outcome: stopped }
      const request = make(placement)
      const at = new Date().toISOString()
      const outcome = await once(request, 0)
      const other = isUnauthorized(outcome) && (await by.instead(placement, timeOf(outcome)))
      if (!other || refusal()) return { request, outcome, at }
      counts.repeated += 1
      const again = make(other)
      return { request: again, outcome: await once(again, 0), at }
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error
      return { request: make(nowhere), outcome: { kind: 'withheld', detail: `no credentials: ${error.message}` } }
    }
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
    // A timer may be a millisecond early, which would send once more before the deadline.
    await sleep(wait + 1)
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

type Make = (credentials: Placement) => WireRequest
type Done = Pick<Exchange, 'request' | 'outcome' | 'at'>

const isUnauthorized = (outcome: Outcome): boolean => outcome.kind === 'reply' && outcome.reply.status === 401

/** What the target's own clock shows, where it tells. */
const timeOf = (outcome: Outcome): number | undefined => {
  const date = outcome.kind === 'reply' ? Date.parse(outcome.reply.headers['date'] ?? '') : Number.NaN
  return Number.isNaN(date) ? undefined : date
}
