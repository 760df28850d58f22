import { nowhere, type Placement } from '../core/auth.ts'
import type { Exchange, WireRequest } from '../core/exchange.ts'
import type { WireCounts } from '../core/run-counts.ts'
import { attempts } from './attempts.ts'
import { type Credentials, fixed } from './auth/credentials.ts'
import { availability } from './availability.ts'
import { type BreakerLimits, type CircuitBreaker, circuitBreaker } from './circuit-breaker.ts'
import { type Probes, probes } from './probes.ts'
import { type Company, type RateLimiter, type RateLimits, rateLimiter } from './rate-limiter.ts'
import { type SenderOptions, sender } from './send.ts'
import { type SingleSend, singleSend } from './single-send.ts'
import { waiting } from './waiting.ts'

/** A server under test, its limits, and the only way to it. */
export type TargetOptions = SenderOptions &
  RateLimits &
  BreakerLimits & {
    /** What is put on requests that ask for it. @defaultValue nothing */
    readonly credentials?: Credentials
    /** So long a target that answered before is waited for when it is away. @defaultValue three times `timeoutMs` */
    readonly awayMs?: number
    /** Called with each request that was sent only to see whether the target answers. */
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

export const openTarget = (options: TargetOptions): Target => {
  const { timeoutMs, credentials = none, awayMs = 3 * timeoutMs, onWait = () => undefined } = options
  const { send, close } = sender(options)
  const counts = { sent: 0, answered: 0, throttled: 0, repeated: 0 }
  const breaker = circuitBreaker(options, { counts, onOver: () => waits.wake() })
  const waits = waiting({
    isOver: () => breaker.refusal() !== undefined,
    ...(options.deadline === undefined ? {} : { deadline: options.deadline }),
  })
  const limiter = rateLimiter(options, waits)
  const known = probes()
  const sendOnce = singleSend({ send, limiter, breaker, known, counts, onWait })
  const attempt = attempts({ limiter, breaker, sendOnce })
  return {
    send: async (id, operation, request, company = 'among-others') => {
      const done = await (typeof request === 'function'
        ? attempt({ operation, company, make: request, by: credentials })
        : attempt({ operation, company, make: () => request, by: none }))
      return { id, operation, ...done }
    },
    answers: availability({ breaker, waits, awayMs, look: looking(options, { limiter, breaker, known, sendOnce }) }),
    counts: () => ({ ...counts }),
    stop: (why = 'the run was stopped') => breaker.stop(why),
    close,
  }
}

const none = fixed(nowhere, {})

type Around = {
  readonly limiter: RateLimiter
  readonly breaker: CircuitBreaker
  readonly known: Probes
  readonly sendOnce: SingleSend
}

/** Sends what harms nobody, to see whether it is answered. */
const looking = ({ onProbe }: TargetOptions, { limiter, breaker, known, sendOnce }: Around): (() => Promise<void>) => {
  let looks = 0
  return async () => {
    const { operation, request } = known.next()
    const sent = await limiter.schedule(operation, async () =>
      breaker.refusal() ? undefined : sendOnce(request, { operation, company: 'alone', isProbe: true }, []),
    )
    if (!sent) return
    const { repeat: _, ...done } = sent
    looks += 1
    onProbe?.({ id: `probe#${looks}`, operation, ...done })
  }
}
