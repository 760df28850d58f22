import type { Exchange } from './exchange.ts'
import { copied } from './json.ts'
import { sha256 } from './sha256.ts'

/** Bodies that are only shown are cut at so many characters. */
const longestBody = 20_000

/** JSON stays whole up to this length, but for its long texts: what a reply made is looked for in it later. */
const longestJson = 80_000

/** Longer bodies are not looked through. */
const longestRead = 2_000_000

/**
 * The exchange as it is shown: nobody reads a reply of megabytes, and a run may see hundreds of them. What is to be hidden
 * in a body is hidden before it is cut, and may else be cut in two.
 */
export const cutExchange = (exchange: Exchange, hidden = (body: string): string => body): Exchange => {
  const { outcome } = exchange
  if (outcome.kind !== 'reply' || outcome.reply.body.length <= longestBody) return exchange
  const whole = hidden(outcome.reply.body)
  const body = cutBody(whole)
  if (body === outcome.reply.body) return exchange
  // Tells whether another body is the same; of what is hidden in it, it tells nothing.
  const cut = outcome.reply.cut ?? { characters: whole.length, sha256: sha256(whole) }
  return { ...exchange, outcome: { ...outcome, reply: { ...outcome.reply, body, cut } } }
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
