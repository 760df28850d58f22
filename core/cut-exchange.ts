import type { Exchange } from './exchange.ts'

/** Bodies that are only shown are cut at so many characters. */
const longestBody = 20_000

/** The exchange as it is shown: nobody reads a reply of megabytes, and a run may see hundreds of them. */
export const cutExchange = (exchange: Exchange): Exchange => {
  const { outcome } = exchange
  if (outcome.kind !== 'reply' || outcome.reply.body.length <= longestBody) return exchange
  const body = `${copied(outcome.reply.body.slice(0, longestBody))}…`
  return { ...exchange, outcome: { ...outcome, reply: { ...outcome.reply, body } } }
}

/** A slice of a string may keep all of it in memory; what was parsed anew does not. */
const copied = (text: string): string => JSON.parse(JSON.stringify(text)) as string
