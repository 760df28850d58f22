import type { CaseLine, EvidenceLine, RunLine, WrittenLine } from '../core/evidence-line.ts'
import { type Exchange, replyOf } from '../core/exchange.ts'
import { foreignJson, isObject } from '../core/json.ts'
import { referenceHeader } from '../core/reference-header.ts'
import { merkleTree } from './merkle.ts'
import { Refusal } from './refusal.ts'
import { type Place, partsOf, rowsInFile } from './rows-in-file.ts'

/** The evidence of a run as its file has it: exchanges, of which there are many, are read when they are asked for. */
export type EvidenceFile = {
  readonly run: RunLine & { readonly run: string }
  readonly end: Extract<EvidenceLine, { readonly kind: 'end' }>
  readonly cases: ReadonlyMap<string, CaseLine['result']>
  readonly errors: readonly string[]
  readonly lines: number
  readonly merkleRoot: string
  /** Ids of all exchanges that were sent, in the order in which they ended. */
  readonly sent: readonly string[]
  /** When each of them was sent, in milliseconds since the epoch. */
  readonly times: readonly number[]
  /** The first of them whose reply says that it is of an embedded reference. */
  readonly ofReference?: string
  /** The same with the cases, each where it came to its end. */
  readonly order: readonly string[]
  readonly exchange: (id: string) => Exchange | undefined
}

/**
 * Reads the file line by line, and keeps where its exchanges stand.
 *
 * @throws Refusal where it is no evidence of one whole run of one contract
 */
export const evidenceIn = (path: string): EvidenceFile => {
  const places = new Map<string, Place>()
  const cases = new Map<string, CaseLine['result']>()
  const errors: string[] = []
  const sent: string[] = []
  const order: string[] = []
  const times: number[] = []
  let ofReference: string | undefined
  const runs: (RunLine & { readonly run: string })[] = []
  const ends: EvidenceFile['end'][] = []
  const tree = merkleTree()
  let lines = 0
  for (const { bytes, from, to } of rowsInFile(path)) {
    if (ends.length > 0) throw new Refusal(`the evidence goes on after its end, in line ${lines + 1}`)
    const line = lineIn(bytes, lines)
    lines += 1
    tree.add(bytes)
    if (line.run !== runs[0]?.run && runs.length > 0)
      throw new Refusal(`line ${lines} of the evidence is of another run than the first`)
    switch (line.kind) {
      case 'run':
        runs.push(line)
        break
      case 'end':
        ends.push(line)
        break
      case 'exchange': {
        const { id, outcome } = line.exchange
        if (places.has(id)) throw new Refusal(`the exchange ${id} stands twice in the evidence`)
        places.set(id, { from, to })
        if (outcome.kind !== 'withheld' && !id.startsWith('probe#')) {
          sent.push(id)
          times.push(Date.parse(line.exchange.at ?? ''))
          if (replyOf(line.exchange)?.headers[referenceHeader] !== undefined) ofReference ??= id
          order.push(`the exchange ${id}`)
        }
        break
      }
      case 'case':
        if (cases.has(line.result.id)) throw new Refusal(`the case ${line.result.id} stands twice in the evidence`)
        cases.set(line.result.id, line.result)
        order.push(`the case ${line.result.id}`)
        if (line.error !== undefined) errors.push(`${line.result.id}: ${line.error}`)
    }
  }
  const [[run], [end]] = [runs, ends]
  if (!run || runs.length > 1) throw new Refusal('the evidence does not begin one run, and one only')
  if (!end) throw new Refusal('the evidence has no end: the run was cut off')
  if (end.interrupted) throw new Refusal('the run was interrupted')
  if (end.cases !== cases.size) throw new Refusal(`the evidence ends with ${end.cases} cases, and holds ${cases.size}`)
  return {
    run,
    end,
    cases,
    errors,
    sent,
    order,
    times,
    ...(ofReference === undefined ? {} : { ofReference }),
    lines,
    merkleRoot: tree.root(),
    exchange: exchangesIn(path, places),
  }
}

/** So many bodies of replies are at hand: most are asked for soon after their exchange, and seldom later. */
const mostBodies = 16

/** Exchanges by their ids. Who holds one of them does not hold the body of its reply: that is read when it is asked for. */
const exchangesIn = (path: string, places: ReadonlyMap<string, Place>): EvidenceFile['exchange'] => {
  const bodies = new Map<string, string>()
  const partAt = partsOf(path)
  const read = (id: string, place: Place): Exchange => {
    // All of its lines were looked through.
    const line: Extract<WrittenLine, { kind: 'exchange' }> = JSON.parse(partAt(place).toString('utf8'))
    const { exchange } = line
    bodies.set(id, replyOf(exchange)?.body ?? '')
    const [first] = bodies.size > mostBodies ? bodies.keys() : []
    if (first !== undefined) bodies.delete(first)
    return exchange
  }
  return (id) => {
    const place = places.get(id)
    if (!place) return undefined
    const exchange = read(id, place)
    if (exchange.outcome.kind !== 'reply') return exchange
    const { body: _, ...others } = exchange.outcome.reply
    const reply = {
      ...others,
      get body() {
        return bodies.get(id) ?? replyOf(read(id, place))?.body ?? ''
      },
    }
    return { ...exchange, outcome: { ...exchange.outcome, reply } }
  }
}

const lineIn = (bytes: Buffer, index: number): WrittenLine => {
  const value = foreignJson(bytes.toString('utf8'))?.value
  if (!isLine(value)) throw new Refusal(`line ${index + 1} of the evidence is none`)
  return value
}

const isLine = (value: unknown): value is WrittenLine => {
  if (!isObject(value) || typeof value['run'] !== 'string') return false
  switch (value['kind']) {
    case 'run':
      return value['schema'] === 'assay.evidence/1' && isObject(value['settings'])
    case 'exchange': {
      const exchange = value['exchange']
      return (
        isObject(exchange) &&
        typeof exchange['id'] === 'string' &&
        isObject(exchange['request']) &&
        isObject(exchange['outcome'])
      )
    }
    case 'case': {
      const result = value['result']
      return (
        isObject(result) &&
        typeof result['id'] === 'string' &&
        ['kept', 'other', 'observed', 'exchanges'].every((name) => Array.isArray(result[name]))
      )
    }
    case 'end':
      return typeof value['cases'] === 'number' && typeof value['durationMs'] === 'number'
    default:
      return false
  }
}
