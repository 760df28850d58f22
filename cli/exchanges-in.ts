import type { EvidenceLine } from '../core/evidence-line.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Found } from '../reports/with-samples.ts'
import { rowsOf } from './rows-of.ts'

const start = /^\{"kind":"exchange","contract":("(?:[^"\\]|\\.)*"),"exchange":\{"id":("(?:[^"\\]|\\.)*")/

/** The exchanges of a file of evidence that are wanted, without reading the others: the file may be long. */
export const exchangesIn = async (path: string, wanted: ReadonlyMap<string, ReadonlySet<string>>): Promise<Found> => {
  const found = new Map<string, Map<string, Exchange>>([...wanted.keys()].map((id) => [id, new Map()]))
  for await (const { text, isOpen } of rowsOf(path)) {
    const [, contract, id] = isOpen ? [] : (start.exec(text) ?? [])
    if (contract === undefined || id === undefined) continue
    const of = String(JSON.parse(contract))
    if (!wanted.get(of)?.has(String(JSON.parse(id)))) continue
    const line = JSON.parse(text) as EvidenceLine
    if (line.kind === 'exchange') found.get(of)?.set(line.exchange.id, line.exchange)
  }
  return found
}
