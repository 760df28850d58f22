import type { Outcome } from '../core/exchange.ts'

/** The longest wait that a target is granted. */
const longest = 60_000

/**
 * How long a throttled target asks us to wait, in milliseconds; undefined where it does not throttle. `Retry-After`
 * holds seconds or a date (RFC 9110, 10.2.3); without it the wait doubles from one second.
 */
export const pauseAsked = (outcome: Outcome, tries: number): number | undefined => {
  if (outcome.kind !== 'reply') return undefined
  const { status, headers } = outcome.reply
  const after = headers['retry-after']
  if (status !== 429 && !(status === 503 && after !== undefined)) return undefined
  return Math.min(longest, after === undefined ? 1000 * 2 ** tries : waitOf(after))
}

const waitOf = (after: string): number => {
  const seconds = Number(after)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(after)
  return Number.isNaN(date) ? 1000 : Math.max(0, date - Date.now())
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
