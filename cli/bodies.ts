import type { ExchangeLine } from '../core/evidence-line.ts'
import type { Exchange } from '../core/exchange.ts'

/** Where the body of each reply stands that is written once for all exchanges that it came in. */
export type Above = ReadonlyMap<string, string>

export const aboveKey = ({ contract, exchange }: ExchangeLine): string => `${contract} ${exchange.id}`

/**
 * Puts bodies back in the place of the names of those that came before. Whole ones only where they are asked for, by
 * their digest: else the beginning of what may be a page is enough, as it is told from other replies by that.
 */
export const bodies = (asked: ReadonlySet<string>): ((line: ExchangeLine) => Exchange) => {
  const known = new Map<string, string>()
  return ({ exchange, body }) => {
    const { outcome } = exchange
    if (!body || outcome.kind !== 'reply') return exchange
    const { reply } = outcome
    if (body.isAbove !== true) {
      if (asked.has(body.sha256)) known.set(body.sha256, reply.body)
      else if (markup.test(reply.body)) known.set(body.sha256, headOf(reply.body))
      return exchange
    }
    return { ...exchange, outcome: { ...outcome, reply: { ...reply, body: known.get(body.sha256) ?? '' } } }
  }
}

const markup = /^\s*</

/** A slice keeps all of what it was cut from in memory; what was made anew does not. */
const headOf = (body: string): string => Buffer.from(body.slice(0, 400)).toString('utf8')
