import { nowhere, type Placement } from '../core/auth.ts'
import type { Exchange, Outcome, Repeat, WireRequest } from '../core/exchange.ts'
import { type Credentials, CredentialsError } from './auth/credentials.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { Company, RateLimiter } from './rate-limiter.ts'
import { patience, type Sent, type SingleSend } from './single-send.ts'
import { pauseAsked } from './throttle.ts'

/** A request that is made when its turn comes, with the credentials that are valid then. */
export type Asked = {
  readonly operation: string
  readonly company: Company
  readonly make: (credentials: Placement) => WireRequest
  readonly by: Credentials
}

/** What came of a request in the end, and why it was sent more than once. */
export type Attempted = Pick<Exchange, 'request' | 'outcome' | 'at' | 'repeats'>

type Around = {
  readonly limiter: RateLimiter
  readonly breaker: CircuitBreaker
  readonly sendOnce: SingleSend
}

/** What was tried before: why it is tried again, and credentials that took the place of refused ones. */
type Before = { readonly repeats: readonly Repeat[]; readonly renewed?: Placement | undefined }
type Tried = Sent & { readonly renewed?: Placement | undefined }

/** Sends a request in its turn, again for as long as there is a reason to. */
export const attempts = ({ limiter, breaker, sendOnce }: Around): ((asked: Asked) => Promise<Attempted>) => {
  const once = async (asked: Asked, { repeats, renewed }: Before): Promise<Tried> => {
    const { make, by } = asked
    try {
      const placement = renewed ?? (await by.current())
      // Others were sent while the credentials were waited for.
      const refused = breaker.refusal()
      if (refused) return { request: make(nowhere), outcome: refused }
      const done = await sendOnce(make(placement), asked, repeats)
      if (done.repeat) return { ...done, renewed }
      const isFirst = !repeats.some(({ kind }) => kind === 'unauthorized')
      const other = isFirst && isUnauthorized(done.outcome) && (await by.instead(placement, timeOf(done.outcome)))
      return other && !breaker.refusal() ? { ...done, repeat: { kind: 'unauthorized' }, renewed: other } : done
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error
      return { request: make(nowhere), outcome: { kind: 'withheld', detail: `no credentials: ${error.message}` } }
    }
  }

  const inTurn = async (asked: Asked, before: Before): Promise<Tried> => {
    const tried = breaker.refusal()
      ? undefined
      : await limiter.schedule(asked.operation, () => once(asked, before), asked.company)
    return tried ?? { request: asked.make(nowhere), outcome: breaker.refusal() ?? unsent }
  }

  /** What came in the end: a target that still throttles says nothing. */
  const settled = (outcome: Outcome): Outcome => {
    if (pauseAsked(outcome, 0) === undefined) return outcome
    breaker.noteThrottled()
    return { kind: 'silent', cause: 'throttled', detail: `throttled ${patience} times` }
  }

  return async (asked) => {
    const repeats: Repeat[] = []
    let before: Before = { repeats }
    for (;;) {
      const { repeat, renewed, ...done } = await inTurn(asked, before)
      if (!repeat) return { ...done, outcome: settled(done.outcome), ...(repeats.length > 0 ? { repeats } : {}) }
      repeats.push(repeat)
      before = { repeats, renewed }
    }
  }
}

const unsent: Outcome = { kind: 'withheld', detail: 'the run was stopped' }

const isUnauthorized = (outcome: Outcome): boolean => outcome.kind === 'reply' && outcome.reply.status === 401

/** What the target's own clock shows, where it tells. */
const timeOf = (outcome: Outcome): number | undefined => {
  const date = outcome.kind === 'reply' ? Date.parse(outcome.reply.headers['date'] ?? '') : Number.NaN
  return Number.isNaN(date) ? undefined : date
}
