import type { EvidenceLine } from '../core/evidence-line.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Found } from '../reports/with-samples.ts'
import { rowsOf } from './rows-of.ts'

const start = /^\{"kind":"exchange","contract":("(?:[^"\\]|\\.)*"),"exchange":\{"id":("(?:[^"\\]|\\.)*")/

/** A line whose body later ones name: what it hashes to stands behind the exchange. */
const end = /,"body":\{"sha256":"([0-9a-f]{64})"\}(?:,"run":"[^"]*")?\}$/

export type LookOptions = {
  /** So long the file is looked through, in milliseconds. @defaultValue to its end */
  readonly ms?: number
}

/**
 * The exchanges of a file of evidence that are wanted, without reading the others: the file may be long. A body that
 * stands in an earlier line is looked up there.
 */
export const exchangesIn = async (
  path: string,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  { ms = Number.POSITIVE_INFINITY }: LookOptions = {},
): Promise<Found> => {
  const until = performance.now() + ms
  const found = new Map<string, Map<string, Exchange>>([...wanted.keys()].map((id) => [id, new Map()]))
  const bodiless: Bodiless[] = []
  for await (const { text, isOpen } of rowsOf(path)) {
    if (performance.now() > until) break
    const [, contract, id] = isOpen ? [] : (start.exec(text) ?? [])
    if (contract === undefined || id === undefined) continue
    const of = String(JSON.parse(contract))
    if (!wanted.get(of)?.has(String(JSON.parse(id)))) continue
    const line: EvidenceLine = JSON.parse(text)
    if (line.kind !== 'exchange') continue
    if (line.body?.isAbove === true) bodiless.push({ contract: of, exchange: line.exchange, sha256: line.body.sha256 })
    else found.get(of)?.set(line.exchange.id, line.exchange)
  }
  if (bodiless.length > 0)
    for (const { contract, exchange } of await withBodies(path, bodiless, until))
      found.get(contract)?.set(exchange.id, exchange)
  return found
}

type Bodiless = { readonly contract: string; readonly exchange: Exchange; readonly sha256: string }

/** What is not found in time is left out: without its body it would tell something else. */
const withBodies = async (
  path: string,
  bodiless: readonly Bodiless[],
  until: number,
): Promise<readonly Omit<Bodiless, 'sha256'>[]> => {
  const asked = new Set(bodiless.map(({ sha256 }) => sha256))
  const bodies = new Map<string, string>()
  for await (const { text } of rowsOf(path)) {
    if (performance.now() > until) break
    const [, digest = ''] = end.exec(text.slice(-longestEnd)) ?? []
    if (!asked.has(digest)) continue
    const line: EvidenceLine = JSON.parse(text)
    if (line.kind === 'exchange' && line.exchange.outcome.kind === 'reply')
      bodies.set(digest, line.exchange.outcome.reply.body)
  }
  return bodiless.flatMap(({ contract, exchange, sha256 }) => {
    const body = bodies.get(sha256)
    const { outcome } = exchange
    return body === undefined || outcome.kind !== 'reply'
      ? []
      : [{ contract, exchange: { ...exchange, outcome: { ...outcome, reply: { ...outcome.reply, body } } } }]
  })
}

const longestEnd = 400
