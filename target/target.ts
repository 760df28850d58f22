import type { Exchange, Outcome, Repeat, WireRequest } from '../core/exchange.ts'
import type { RunCounts } from '../core/run-counts.ts'
import { type ClassLimit, gate } from './gate.ts'
import { sender } from './send.ts'
import { pauseAsked } from './throttle.ts'
import { waiting } from './waiting.ts'

/** A server under test, its limits, and the only way to it. */
export type TargetOptions = {
  /** Ends before the contract's paths; no slash at its end. */
  readonly baseUrl: string
  /** For one whole exchange. */
  readonly timeoutMs: number
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
}

export type Target = {
  readonly send: (id: string, operation: string, request: WireRequest) => Promise<Exchange>
  readonly counts: () => RunCounts
  /** Nothing more is sent, and nobody waits for a turn any longer. */
  readonly stop: () => void
  readonly close: () => void
}

/** A throttled request is repeated so often. */
const patience = 3

/** After so many exchanges in a row without an answer, nothing more is sent: sooner where nothing was ever answered. */
const giveUpAfter = { never: 4, since: 24 }

export const openTarget = (options: TargetOptions): Target => {
  const { send, close } = sender(options)
  const waits = waiting({
    isOver: () => refusal() !== undefined,
    ...(options.deadline === undefined ? {} : { deadline: options.deadline }),
  })
  const pass = gate(options, waits)
  const counts = { sent: 0, answered: 0, throttled: 0, repeated: 0 }
  let unanswered = 0
  let lastSilence = ''
  let isStopped = false

  const exchange = async (id: string, operation: string, request: WireRequest): Promise<Exchange> => {
    const repeats: Repeat[] = []
    for (;;) {
      const { outcome, repeat } = await attempt(operation, request, repeats)
      if (repeat) repeats.push(repeat)
      else return { id, operation, request, outcome: settled(outcome), ...(repeats.length > 0 ? { repeats } : {}) }
    }
  }

  const attempt = async (operation: string, request: WireRequest, repeats: readonly Repeat[]): Promise<Tried> => {
    const tried = refusal() ? undefined : await pass.through(operation, () => once(request, repeats))
    return tried ?? { outcome: refusal() ?? stopped }
  }

  const once = async (request: WireRequest, repeats: readonly Repeat[]): Promise<Tried> => {
    const refused = refusal()
    if (refused) return { outcome: refused }
    counts.sent += 1
    if (repeats.length > 0) counts.repeated += 1
    const { outcome, stale } = await send(request, repeats.at(-1)?.kind === 'stale' ? 'fresh' : 'kept')
    // A kept-alive connection may have been closed meanwhile: that says nothing, so the request goes out once more.
    if (stale) return { outcome, repeat: { kind: 'stale' } }
    note(outcome)
    if (refusal()) waits.wake()
    const repeat = throttling(outcome, repeats)
    return repeat ? { outcome, repeat } : { outcome }
  }

  /** How a throttled request is repeated: when the target has been left alone by all for as long as it asks. */
  const throttling = (outcome: Outcome, repeats: readonly Repeat[]): Repeat | undefined => {
    const before = repeats.filter(({ kind }) => kind === 'throttled').length
    const waitMs = pauseAsked(outcome, before)
    if (waitMs === undefined || outcome.kind !== 'reply') return undefined
    counts.throttled += 1
    if (before + 1 >= patience) return undefined
    pass.hold(waitMs)
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
    if (isStopped) return stopped
    if (options.maxRequests !== undefined && counts.sent >= options.maxRequests) {
      return { kind: 'withheld', detail: `out of budget: ${options.maxRequests} requests were sent` }
    }
    if (options.deadline !== undefined && Date.now() >= options.deadline) {
      return { kind: 'withheld', detail: 'out of time' }
    }
    const limit = counts.answered === 0 ? giveUpAfter.never : giveUpAfter.since
    return unanswered >= limit ? { kind: 'withheld', detail: `given up: ${lastSilence}` } : undefined
  }

  const stop = (): void => {
    isStopped = true
    waits.wake()
  }

  return { send: exchange, counts: () => ({ ...counts }), stop, close }
}

const stopped: Outcome = { kind: 'withheld', detail: 'the run was stopped' }

/** What came of one attempt, and why it is to be made again. */
type Tried = { readonly outcome: Outcome; readonly repeat?: Repeat }
