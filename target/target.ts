import { nowhere, type Placement } from '../core/auth.ts'
import type { Exchange, Outcome, Repeat, WireRequest } from '../core/exchange.ts'
import type { WireCounts } from '../core/run-counts.ts'
import type { Connection } from './agent.ts'
import { type Credentials, CredentialsError, fixed } from './auth/credentials.ts'
import { isReached, probes } from './probes.ts'
import { type ClassLimit, type Company, rateLimiter } from './rate-limiter.ts'
import { sender } from './send.ts'
import { pauseAsked } from './throttle.ts'
import { timeLimit } from './time-limit.ts'
import { waiting } from './waiting.ts'

/** A server under test, its limits, and the only way to it. */
export type TargetOptions = Connection & {
  /** Ends before the contract's paths; no slash at its end. */
  readonly baseUrl: string
  /** What is put on requests that ask for it. @defaultValue nothing */
  readonly credentials?: Credentials
  /** Requests under way at once. */
  readonly concurrency: number
  readonly requestsPerSecond?: number
  /** Further limits, each for some operations. @defaultValue none */
  readonly limits?: readonly ClassLimit[]
  /** Nothing is sent after so many requests. */
  readonly maxRequests?: number
  /** Nothing is sent after this moment, in milliseconds since the epoch. */
  readonly deadline?: number
  /** Larger replies are cut off. */
  readonly maxReplyBytes: number
  /** Sent with each request that names no other. */
  readonly userAgent?: string
  /** So long a target that answered before is waited for when it is away. @defaultValue three times `timeoutMs` */
  readonly awayMs?: number
  /** A kept-alive connection that is closed after it lay idle so long was closed for that. @defaultValue 1000 */
  readonly idleMs?: number
  /** Is told each request that was sent only to see whether the target answers. */
  readonly onProbe?: (exchange: Exchange) => void
}

/** A request as it is, or one that is made when its turn comes, with credentials that are valid then. */
export type Sendable = WireRequest | ((credentials: Placement) => WireRequest)

export type Target = {
  /** `apart`: on a connection of its own; `alone`: also while nothing else is under way. */
  readonly send: (id: string, operation: string, request: Sendable, company?: Company) => Promise<Exchange>
  /**
   * Whether the target answers any request that is begun from now on, this run's own or one that is sent to see. One
   * that answered before is waited for while it is away; false says that it is gone, or that nothing may be sent.
   */
  readonly answers: () => Promise<boolean>
  readonly counts: () => WireCounts
  /** Nothing more is sent, and nobody waits for a turn any longer; `why` is what the requests that are not sent tell. */
  readonly stop: (why?: string) => void
  readonly close: () => void
}

/** A throttled request is repeated so often. */
const patience = 3

/** After so many exchanges in a row without an answer, nothing more is sent: sooner where nothing was ever answered. */
const giveUpAfter = { never: 4, since: 24 }

/** Pauses between looks for a target that is away, in milliseconds: they double up to the longest. */
const lookAgain = { first: 100, longest: 2_000 }

export const openTarget = (options: TargetOptions): Target => {
  const { send, close } = sender(options)
  const waits = waiting({
    isOver: () => refusal() !== undefined,
    ...(options.deadline === undefined ? {} : { deadline: options.deadline }),
  })
  const limiter = rateLimiter(options, waits)
  const counts = { sent: 0, answered: 0, throttled: 0, repeated: 0 }
  const known = probes()
  /** Operations of which a write was lost on a connection that was kept: further ones get connections of their own. */
  const dropped = new Set<string>()
  const awayMs = options.awayMs ?? 3 * options.timeoutMs
  let unanswered = 0
  let lastSilence = ''
  let stopped: Outcome | undefined
  let isGone = false
  /** When the last request that was answered had been begun. */
  let answeredFrom = Number.NEGATIVE_INFINITY
  /** How many wait to see whether the target answers. */
  let watchers = 0
  let looking: Promise<void> | undefined
  let lookingFrom = Number.NEGATIVE_INFINITY
  let looks = 0

  const none = fixed(nowhere, {})
  const { credentials = none } = options

  const exchange: Target['send'] = async (id, operation, request, company = 'among-others') => {
    const asked: Asked =
      typeof request === 'function'
        ? { operation, company, make: request, by: credentials }
        : { operation, company, make: () => request, by: none }
    const repeats: Repeat[] = []
    let before: Before = { repeats }
    for (;;) {
      const { repeat, renewed, ...done } = await attempt(asked, before)
      if (!repeat)
        return { id, operation, ...done, outcome: settled(done.outcome), ...(repeats.length > 0 ? { repeats } : {}) }
      repeats.push(repeat)
      before = { repeats, renewed }
    }
  }

  const attempt = async (asked: Asked, before: Before): Promise<Tried> => {
    const tried = refusal()
      ? undefined
      : await limiter.schedule(asked.operation, () => once(asked, before), asked.company)
    return tried ?? { request: asked.make(nowhere), outcome: refusal() ?? unsent }
  }

  const once = async (asked: Asked, { repeats, renewed }: Before): Promise<Tried> => {
    const { make, by } = asked
    try {
      const placement = renewed ?? (await by.current())
      // Others were sent while the credentials were waited for.
      const refused = refusal()
      if (refused) return { request: make(nowhere), outcome: refused }
      const done = await sendOnce(make(placement), asked, repeats)
      if (done.repeat) return { ...done, renewed }
      const isFirst = !repeats.some(({ kind }) => kind === 'unauthorized')
      const other = isFirst && isUnauthorized(done.outcome) && (await by.instead(placement, timeOf(done.outcome)))
      return other && !refusal() ? { ...done, repeat: { kind: 'unauthorized' }, renewed: other } : done
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error
      return { request: make(nowhere), outcome: { kind: 'withheld', detail: `no credentials: ${error.message}` } }
    }
  }

  const sendOnce = async (
    request: WireRequest,
    { operation, company, isProbe = false }: Pick<Asked, 'operation' | 'company'> & { readonly isProbe?: boolean },
    repeats: readonly Repeat[],
  ): Promise<Tried> => {
    const at = new Date().toISOString()
    const from = performance.now()
    const isWrite = !changesNothing(request)
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
    note(outcome, { from, isCounted: !isProbe })
    known.learn(operation, request, outcome)
    if (refusal()) waits.wake()
    return { request, outcome, at, repeat: throttling(outcome, repeats) }
  }

  /** How a throttled request is repeated: when the target has been left alone by all for as long as it asks. */
  const throttling = (outcome: Outcome, repeats: readonly Repeat[]): Repeat | undefined => {
    const before = repeats.filter(({ kind }) => kind === 'throttled').length
    const waitMs = pauseAsked(outcome, before)
    if (waitMs === undefined || outcome.kind !== 'reply') return undefined
    counts.throttled += 1
    if (before + 1 >= patience) return undefined
    limiter.pause(waitMs)
    return { kind: 'throttled', status: outcome.reply.status, waitMs }
  }

  /** What came in the end: a target that still throttles says nothing. */
  const settled = (outcome: Outcome): Outcome => {
    if (pauseAsked(outcome, 0) === undefined) return outcome
    unanswered += 1
    lastSilence = 'the target throttles every request'
    if (refusal()) waits.wake()
    return { kind: 'silent', cause: 'throttled', detail: `throttled ${patience} times` }
  }

  const note = (outcome: Outcome, { from, isCounted }: Noted): void => {
    if (isReached(outcome)) answeredFrom = Math.max(answeredFrom, from)
    if (outcome.kind === 'reply') {
      if (pauseAsked(outcome, 0) !== undefined) return
    } else if (!isReached(outcome)) {
      if (isCounted) unanswered += 1
      lastSilence = outcome.detail
      return
    }
    unanswered = 0
    counts.answered += 1
  }

  const answers = async (): Promise<boolean> => {
    const from = performance.now()
    // Who never answered is not waited for: most likely nothing is there.
    const isUnknown = counts.answered === 0
    let isOver = isUnknown
    const limit = timeLimit(awayMs, () => {
      isOver = true
    })
    watchers += 1
    try {
      for (let pause = lookAgain.first; ; pause = Math.min(2 * pause, lookAgain.longest)) {
        if (answeredFrom >= from) return true
        if (refusal()) return false
        const isLast = isOver
        if (!looking) {
          lookingFrom = performance.now()
          looking = look().finally(() => {
            looking = undefined
          })
        }
        const began = lookingFrom
        await looking
        if (answeredFrom >= from) return true
        // That was another's look, begun too early to tell.
        if (began < from) continue
        if (isLast) return isUnknown ? counts.answered > 0 && (await answers()) : gone()
        const next = performance.now() + Math.min(pause, awayMs)
        await waits.until(() => next)
      }
    } finally {
      limit.end()
      watchers -= 1
    }
  }

  const gone = (): false => {
    isGone = true
    waits.wake()
    return false
  }

  /** Sends what harms nobody, to see whether it is answered. */
  const look = async (): Promise<void> => {
    const { operation, request } = known.next()
    const tried = await limiter.schedule(operation, async () =>
      refusal() ? undefined : sendOnce(request, { operation, company: 'alone', isProbe: true }, []),
    )
    if (!tried) return
    const { request: sent, outcome, at } = tried
    looks += 1
    options.onProbe?.({ id: `probe#${looks}`, operation, request: sent, outcome, ...(at === undefined ? {} : { at }) })
  }

  const refusal = (): Outcome | undefined => {
    if (stopped) return stopped
    if (options.maxRequests !== undefined && counts.sent >= options.maxRequests) {
      return { kind: 'withheld', detail: `out of budget: ${options.maxRequests} requests were sent` }
    }
    if (options.deadline !== undefined && Date.now() >= options.deadline) {
      return { kind: 'withheld', detail: 'out of time' }
    }
    const isNever = counts.answered === 0
    // Nobody is given up by the count while somebody still waits for its return.
    const isMuch = unanswered >= (isNever ? giveUpAfter.never : giveUpAfter.since) && (isNever || watchers === 0)
    return isGone || isMuch ? { kind: 'withheld', detail: `given up: ${lastSilence}` } : undefined
  }

  const stop = (why = 'the run was stopped'): void => {
    stopped ??= { kind: 'withheld', detail: why }
    waits.wake()
  }

  return { send: exchange, answers, counts: () => ({ ...counts }), stop, close }
}

/** Nobody can tell whether the connection was closed before the request was there, or after it was done. */
const maybeDone: Outcome = {
  kind: 'silent',
  cause: 'lost',
  detail: 'a connection that had been kept open was closed when the request was sent on it: it may have been done',
}

const changesNothing = ({ method }: WireRequest): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase())

const unsent: Outcome = { kind: 'withheld', detail: 'the run was stopped' }

type Make = (credentials: Placement) => WireRequest
type Done = Pick<Exchange, 'request' | 'outcome' | 'at'>
/** When a request was begun, and whether its silence counts towards giving the target up. */
type Noted = { readonly from: number; readonly isCounted: boolean }
type Asked = {
  readonly operation: string
  readonly company: Company
  readonly make: Make
  readonly by: Credentials
}
/** What was tried before: why it is tried again, and credentials that took the place of refused ones. */
type Before = { readonly repeats: readonly Repeat[]; readonly renewed?: Placement | undefined }
/** What came of one attempt, and why it is to be made again. */
type Tried = Done & { readonly repeat?: Repeat | undefined; readonly renewed?: Placement | undefined }

const isUnauthorized = (outcome: Outcome): boolean => outcome.kind === 'reply' && outcome.reply.status === 401

/** What the target's own clock shows, where it tells. */
const timeOf = (outcome: Outcome): number | undefined => {
  const date = outcome.kind === 'reply' ? Date.parse(outcome.reply.headers['date'] ?? '') : Number.NaN
  return Number.isNaN(date) ? undefined : date
}
