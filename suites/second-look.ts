import { isAccepted } from '../checks/answer.ts'
import type { Exchange, Outcome, Silence } from '../core/exchange.ts'
import { sleep } from '../target/throttle.ts'

/**
 * What came of a request whose reply was lost: reset, cut off, or never there.
 *
 * `answered`: it was when sent again, and the loss is only counted. `broken`: it broke each time, while the target
 * answered others before and after. `once`: it may have been done, and so does not go out again. `open`: nobody can tell.
 * Neither of these two is ever held against the target.
 */
export type SecondLook =
  | { readonly kind: 'answered'; readonly exchange: Exchange; readonly lost: readonly Exchange[] }
  | { readonly kind: 'broken'; readonly exchange: Exchange; readonly times: number }
  | { readonly kind: 'once'; readonly exchange: Exchange }
  | { readonly kind: 'open'; readonly exchange: Exchange; readonly why: string }

export type LookAgain = {
  /** Whether the target answers others, now or after a while. */
  readonly answers: () => Promise<boolean>
  /** Sends the same request again, while nothing else is under way. */
  readonly again: () => Promise<Exchange>
  /** Whether it may go out again, though the first may have been done. */
  readonly mayRepeat: boolean
  /** Whether enough is known about the operation: it is sent no more. */
  readonly isEnough: () => boolean
  /** @defaultValue by the clock */
  readonly pause?: (ms: number) => Promise<void>
}

/** So many quick losses in a row, after the first, are no accident; one that takes the whole timeout counts for all. */
const enough = 3

/** Pauses before each further try, in milliseconds: what comes back from a restart may stumble once more. */
const pauses = [0, 200, 800]

/** A target that is unreachable again and again comes to no end by itself. */
const mostTries = 6

export const secondLook = async (
  first: Exchange,
  { answers, again, mayRepeat, isEnough, pause = sleep }: LookAgain,
): Promise<SecondLook> => {
  const lost = [first]
  let breaks = 0
  for (;;) {
    const last = lost.at(-1) ?? first
    const times = lost.length
    if (!(await answers())) return { kind: 'open', exchange: last, why: 'and nobody is answered since' }
    if (!mayRepeat && mayBeDone(last)) return { kind: 'once', exchange: last }
    if (breaks >= enough) return { kind: 'broken', exchange: last, times }
    if (times > mostTries) return { kind: 'open', exchange: last, why: 'though others are answered now and then' }
    if (isEnough()) return { kind: 'open', exchange: last, why: 'as before: it is not sent again' }
    await pause(pauses[times - 1] ?? 0)
    const next = await again()
    if (next.outcome.kind === 'withheld') return { kind: 'open', exchange: last, why: `and ${next.outcome.detail}` }
    if (!isLost(next)) return { kind: 'answered', exchange: next, lost }
    breaks += weightOf(next)
    lost.push(next)
  }
}

/** Whether no whole reply came. That one is too large is said by the reply itself. */
export const isLost = ({ outcome }: Exchange): boolean =>
  (outcome.kind === 'broken' && outcome.fault !== 'too-large') ||
  (outcome.kind === 'silent' && outcome.cause !== 'throttled')

/** Whether the time was up: to try it again takes as long. */
export const isSlow = ({ outcome }: Exchange): boolean =>
  (outcome.kind === 'silent' && outcome.cause === 'timeout') ||
  (outcome.kind === 'broken' && outcome.fault === 'stalled')

/** Who could not be reached has broken nothing. */
const weightOf = (exchange: Exchange): number => {
  const { outcome } = exchange
  if (outcome.kind === 'silent' && outcome.cause === 'unreachable') return 0
  return isSlow(exchange) ? enough : 1
}

/** Whether the target may have done what was asked: it was reached, and its answer did not come back whole. */
export const mayBeDone = (exchange: Exchange): boolean =>
  (isLost(exchange) && !(exchange.outcome.kind === 'silent' && exchange.outcome.cause === 'unreachable')) ||
  exchange.repeats?.some(({ kind }) => kind === 'stale') === true

export type Earlier = {
  /** It was sent before, and may have been done then. */
  readonly isRepeated: boolean
  readonly isSafe: boolean
  /** It was sent to be refused: then a refusal is no sign of an earlier success. */
  readonly wantsRefusal: boolean
}

/**
 * What a reply says to the request's own case. A write that was lost and is then refused may have been done the first
 * time: that refusal says nothing, and is as good as silence.
 */
export const settledReply = (exchange: Exchange, { isRepeated, isSafe, wantsRefusal }: Earlier): Exchange => {
  const { outcome } = exchange
  if (outcome.kind !== 'reply' || !isRepeated || isSafe || wantsRefusal || isAccepted(exchange)) return exchange
  const detail = `its reply was lost, and sent again it was answered ${outcome.reply.status}: the first may have been done`
  return { ...exchange, outcome: { kind: 'silent', cause: 'lost', detail } }
}

/** What a look leaves open, in words that say so. */
export const asOpen = (look: Extract<SecondLook, { readonly kind: 'once' | 'open' }>): Exchange => {
  const { exchange } = look
  const { outcome } = exchange
  if (outcome.kind === 'reply') return exchange
  const { cause, why } = openFor(look, outcome)
  return { ...exchange, outcome: { kind: 'silent', cause, detail: `${outcome.detail}, ${why}` } }
}

const openFor = (
  look: Extract<SecondLook, { readonly kind: 'once' | 'open' }>,
  outcome: Outcome,
): { readonly cause: Silence; readonly why: string } => {
  const cause = outcome.kind === 'silent' ? outcome.cause : undefined
  if (look.kind === 'open') return { cause: cause ?? 'unreachable', why: look.why }
  const why = cause === 'lost' ? 'and it is not sent again' : 'and it is not sent again: it may have been done'
  return { cause: cause ?? 'lost', why }
}
