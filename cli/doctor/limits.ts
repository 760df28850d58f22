import type { WireReply } from '../../core/exchange.ts'
import type { TargetSpec } from '../../core/run-spec.ts'
import type { Line } from './line.ts'

/** Names under which servers tell their limits. */
const telling = /^(x-)?rate-?limit/

/** What the target says about its limits, and whether ours are set. */
export const limitsLine = ({ headers }: WireReply, { requestsPerSecond, concurrency }: TargetSpec): Line => {
  const limits = Object.entries(headers)
    .filter(([name]) => telling.test(name))
    .map(([name, value]) => `${name}: ${value}`)
  const ours =
    requestsPerSecond === undefined ? `${concurrency} at once` : `${requestsPerSecond} a second, ${concurrency} at once`
  if (limits.length === 0) return { check: 'limits', sign: 'ok', text: `the target tells of none; sending ${ours}` }
  return requestsPerSecond === undefined
    ? {
        check: 'limits',
        sign: 'warn',
        text: `the target has limits (${limits.join(', ')}), and none is set`,
        advice: 'Set --rate or target.requestsPerSecond, so that requests are not throttled.',
      }
    : { check: 'limits', sign: 'ok', text: `the target tells ${limits.join(', ')}; sending ${ours}` }
}

/** A target that throttles the very first requests. */
export const throttledLine: Line = {
  check: 'limits',
  sign: 'bad',
  text: 'the target throttles already the first requests',
  advice: 'Wait, and set --rate or target.requestsPerSecond below its limit.',
}
