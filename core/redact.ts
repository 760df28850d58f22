import { isTelling, type Secrets } from './auth.ts'
import type { Exchange, Outcome, SecretPlace, WireReply, WireRequest } from './exchange.ts'
import { copied } from './json.ts'
import { lately } from './lately.ts'
import { apart, type Look, lookFor } from './sightings.ts'

/** Puts names such as `$ASSAY_TOKEN` in the place of secrets: in what was sent, in what came back, and in what quotes it. */
export type Redactor = {
  /** Of what came from outside, or may quote it. */
  readonly text: (text: string) => string
  readonly exchange: (exchange: Exchange) => Exchange
}

/** Values this short cannot be told from ordinary text. */
export const shortestHidden = 4

/** Longer secrets first, and in any spelling: see `lookFor`. What is our own, as ids and verdicts are, is left as it is. */
export const redactorFor = (secrets: Secrets): Redactor => {
  const known = lookFor(filtered(secrets, (value) => value.length >= shortestHidden))
  // The parts of a request that the run made up may hold a common word without telling of any secret.
  const telling = lookFor(filtered(secrets, (value) => value.length >= shortestHidden && isTelling(value)))
  const text = remembering((plain) => replaced(plain, known).text)
  return {
    text,
    exchange: (exchange) => ({
      ...exchange,
      request: redactedRequest(exchange.request, { known, telling }),
      outcome: redactedOutcome(exchange.outcome, text),
    }),
  }
}

/** Findings say the same short texts again and again: what came of the latest of them is kept. */
const remembering = (work: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>()
  return (text) => {
    if (text.length > longestKept) return work(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= mostKept) known.clear()
    // A copy, as what is quoted may be a slice of a long reply.
    const own = copied(text)
    const done = work(own)
    known.set(own, done)
    return done
  }
}

const longestKept = 300
const mostKept = 2_000

const filtered = (secrets: Secrets, isWanted: (value: string) => boolean): Secrets =>
  Object.fromEntries(Object.entries(secrets).map(([name, values]) => [name, [values].flat().filter(isWanted)]))

type Replaced = { readonly text: string; readonly names: readonly { readonly at: number; readonly name: string }[] }

const replaced = (text: string, look: Look): Replaced => {
  const places = apart(look(text))
  if (places.length === 0) return { text, names: [] }
  const names: { at: number; name: string }[] = []
  let so = ''
  let from = 0
  for (const { from: begin, to, name } of places) {
    so += text.slice(from, begin)
    names.push({ at: so.length, name })
    so += name
    from = to
  }
  return { text: so + text.slice(from), names }
}

type Looks = { readonly known: Look; readonly telling: Look }

const redactedRequest = (request: WireRequest, { known, telling }: Looks): WireRequest => {
  const secrets: SecretPlace[] = [...(request.secrets ?? [])]
  const keep = (place: SecretPlace['in'], { text, names }: Replaced, from = 0): string => {
    for (const { at, name } of names) secrets.push({ in: place, at: from + at, name })
    return text
  }
  const { path, headers, body } = request
  const query = path.includes('?') ? path.indexOf('?') : path.length
  const address = keep('path', replaced(path.slice(0, query), telling))
  const redacted = {
    ...request,
    path: address + keep('path', replaced(path.slice(query), known), address.length),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, keep(`header ${name}`, replaced(value, known))]),
    ),
    ...(body === undefined ? {} : { body: keep('body', replaced(body, telling)) }),
  }
  return secrets.length > 0 ? { ...redacted, secrets } : redacted
}

const redactedOutcome = (outcome: Outcome, text: (text: string) => string): Outcome =>
  outcome.kind === 'reply'
    ? { ...outcome, reply: redactedReply(outcome.reply, text) }
    : { ...outcome, detail: text(outcome.detail) }

/** Names of headers are the target's too. */
export const redactedReply = (reply: WireReply, text: (text: string) => string): WireReply => ({
  ...reply,
  headers: Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [text(name), text(value)])),
  body: text(reply.body),
})

/** Both sets of secrets; a name may stand for several values. */
export const allSecrets = (...sets: readonly Secrets[]): Secrets => {
  const names = [...new Set(sets.flatMap(Object.keys))]
  return Object.fromEntries(names.map((name) => [name, [...new Set(sets.flatMap((set) => set[name] ?? []))]]))
}

/** Redacts by secrets that may become more while it is in use. */
export const livingRedactor = (secrets: () => Secrets): Redactor => {
  const counted = lately((now: Secrets) => Object.values(now).flat().length)
  let known = { count: 0, redactor: redactorFor({}) }
  const current = (): Redactor => {
    const now = secrets()
    const count = counted(now)
    if (count !== known.count) known = { count, redactor: redactorFor(now) }
    return known.redactor
  }
  return { text: (text) => current().text(text), exchange: (exchange) => current().exchange(exchange) }
}
