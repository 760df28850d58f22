import type { WireReply } from '../../core/exchange.ts'
import type { Line } from './line.ts'

/** A target this far off, in seconds, may take tokens for expired and times for past. */
const tolerable = 30

/** Whether the target's clock agrees with ours. `now` is when the reply had come, in milliseconds since the epoch. */
export const clockLine = ({ headers, ms }: WireReply, now: number): Line => {
  const date = Date.parse(headers['date'] ?? '')
  if (Number.isNaN(date)) return { check: 'clock', sign: 'ok', text: 'the target does not tell its time' }
  // A date has whole seconds: it is up to one second older than the moment it was written.
  const seconds = Math.round((date + 500 - (now - ms / 2)) / 1000)
  if (Math.abs(seconds) <= tolerable)
    return { check: 'clock', sign: 'ok', text: `the target's clock agrees (${Math.abs(seconds)} s apart)` }
  return {
    check: 'clock',
    sign: 'warn',
    text: `the target's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`,
    advice: 'Set this machine by a time server: tokens and dates are judged by both clocks.',
  }
}
