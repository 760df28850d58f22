import type { Exchange, WireReply } from './exchange.ts'
import { copied } from './json.ts'
import { oncePer } from './once-per.ts'
import { sha256 } from './sha256.ts'

/** Bodies that are only shown are cut at so many characters. */
const longestBody = 20_000

/** JSON stays whole up to this length, but for its long texts: what a reply made is looked for in it later. */
const longestJson = 80_000

/** Longer bodies are not looked through. */
const longestRead = 2_000_000

/** The exchange as it is shown: nobody reads a reply of megabytes, and a run may see hundreds of them. */
export const cutExchange = (exchange: Exchange): Exchange => withReply(exchange, (reply) => cutReply(reply, asItIs))

/**
 * So too, for a run. What is to be hidden in a body is hidden before it is cut, and may else be cut in two; as that takes
 * long, and many want the same exchange, it is done once for each reply.
 */
export const cutterHiding = (hidden: (body: string) => string): ((exchange: Exchange) => Exchange) => {
  const done = new WeakSet<WireReply>()
  const once = oncePer((reply: WireReply) => {
    if (done.has(reply)) return reply
    const cut = cutReply(reply, hidden)
    done.add(cut)
    return cut
  })
  return (exchange) => withReply(exchange, once)
}

const asItIs = (body: string): string => body

const withReply = (exchange: Exchange, cut: (reply: WireReply) => WireReply): Exchange => {
  const { outcome } = exchange
  if (outcome.kind !== 'reply' || outcome.reply.body.length <= longestBody) return exchange
  const reply = cut(outcome.reply)
  return reply === outcome.reply ? exchange : { ...exchange, outcome: { ...outcome, reply } }
}

const cutReply = (reply: WireReply, hidden: (body: string) => string): WireReply => {
  const whole = hidden(reply.body)
  const body = cutBody(whole)
  if (body === reply.body) return reply
  // Tells whether another body is the same; of what is hidden in it, it tells nothing.
  return { ...reply, body, cut: reply.cut ?? { characters: whole.length, sha256: sha256(whole) } }
}

const cutBody = (body: string): string => {
  const isJson = /^\s*[[{]/.test(body) && body.length <= longestRead
  const shorter = isJson ? body.replace(texts, shortened) : body
  return isJson && shorter.length <= longestJson ? copied(shorter) : hardCut(body)
}

/** What was cut before is not cut again. */
const hardCut = (body: string): string =>
  body.length === longestBody + 1 && body.endsWith('…') ? body : `${copied(body.slice(0, longestBody))}…`

/** The texts of JSON, names among them. */
const texts = /"(?:[^"\\]|\\.)*"/g

const longestText = 200

/** Nothing is cut within an escape. */
const shortened = (text: string): string =>
  text.length <= longestText ? text : `${/^"(?:[^"\\]|\\u[0-9a-f]{4}|\\.){0,120}/i.exec(text)?.[0] ?? '"'}…"`
