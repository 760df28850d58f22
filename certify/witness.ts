import { type Exchange, replyOf, type WireRequest } from '../core/exchange.ts'
import { foreignJson, isList, isObject } from '../core/json.ts'
import type { Verified } from './verify.ts'

/** Where two parties saw different things, who ran one seed. */
export type Difference = {
  readonly exchange: string
  /** `status`, `header X`, or a JSON Pointer into the body. */
  readonly at: string
  readonly one: string
  readonly other: string
}

export type Witnessed =
  /** They ran different things: nothing can be said. */
  | { readonly kind: 'apart'; readonly why: string }
  | {
      readonly kind: 'alike' | 'different'
      readonly compared: number
      /** Moments, names that the target made, and what else a service gives anew each time. */
      readonly volatile: number
      /** States of work that goes on by itself, which were read at another moment: both parties saw both of them. */
      readonly moving: number
      readonly differences: readonly Difference[]
      /** Exchanges that only one of them has. */
      readonly single: number
    }

/** Compares two runs member by member: what differs by its nature is counted, all else is reported. */
export const witnessed = (first: Verified, second: Verified): Witnessed => {
  const why = apart(first, second)
  if (why !== undefined) return { kind: 'apart', why }
  const [mine, theirs] = [readingsIn(first), readingsIn(second)]
  const polled = new Set([...mine.polled, ...theirs.polled])
  const isPolled = (id: string): boolean => polled.has(mine.operations.get(id) ?? '')
  const [ours, others] = [comparable(first, { ...mine, polled }), comparable(second, { ...theirs, polled })]
  const both = [...ours].flatMap(([key, id]) => {
    const other = others.get(key)
    return other === undefined ? [] : [{ id, other }]
  })
  const single = ours.size + others.size - 2 * both.length
  const pairs = both.flatMap((pair) => {
    const [one, other] = [first.evidence.exchange(pair.id), second.evidence.exchange(pair.other)]
    return one && other ? differencesIn(one, other) : []
  })
  const marks = [first.conformance.settings.tag, second.conformance.settings.tag] as const
  const renamed = renamings(pairs, marks)
  const lasting = pairs.filter((pair) => !isVolatile(pair, { marks, renamed }))
  const isMoving = ({ exchange, at, one, other }: Difference): boolean => {
    const place = `${mine.operations.get(exchange)} ${at}`
    const isSeen = (value: string): boolean =>
      isMade(value) || [mine, theirs].every(({ values }) => values.get(place)?.has(kindOf(value)) === true)
    return isPolled(exchange) && at.startsWith('/') && isSeen(one) && isSeen(other)
  }
  const differences = lasting.filter((pair) => !isMoving(pair))
  return {
    kind: differences.length > 0 || single > 0 ? 'different' : 'alike',
    compared: both.length,
    volatile: pairs.length - lasting.length,
    moving: lasting.length - differences.length,
    differences,
    single,
  }
}

/**
 * The exchanges by what they are in both runs: the first of an operation in a case, the second, and so on. How often work
 * that goes on by itself is asked for is a matter of time: of these readings the last of each case is compared.
 */
const comparable = (
  { evidence }: Verified,
  { polled, operations }: Pick<Readings, 'polled' | 'operations'>,
): ReadonlyMap<string, string> => {
  const counts = new Map<string, number>()
  const found = new Map<string, string>()
  for (const id of evidence.sent) {
    const operation = operations.get(id) ?? ''
    const key = `${id.replace(/#\d+$/, '')} ${operation}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    found.set(polled.has(operation) ? key : `${key} ${count}`, id)
  }
  return found
}

type Readings = {
  /** Of each exchange. */
  readonly operations: ReadonlyMap<string, string>
  /** Operations of which one case had another answer to the same request, asked again. */
  readonly polled: ReadonlySet<string>
  /** What was seen at each place of the replies of such an operation. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>
}

const readingsIn = ({ evidence }: Verified): Readings => {
  const operations = new Map<string, string>()
  const polled = new Set<string>()
  const values = new Map<string, Set<string>>()
  const last = new Map<string, string>()
  const asked = { times: new Map<string, number>(), present: new Map<string, number>() }
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1)
  for (const id of evidence.sent) {
    const exchange = evidence.exchange(id)
    if (!exchange) continue
    const { operation, request } = exchange
    const { body = '' } = replyOf(exchange) ?? {}
    operations.set(id, operation)
    // Who asks otherwise authorized, or with other headers, asks for something else.
    const { method, path, headers, body: sent } = request
    const sameRequest = JSON.stringify([id.replace(/#\d+$/, ''), method, path, sent, headersOf(headers)])
    const before = last.get(sameRequest)
    if (before !== undefined && before !== body) polled.add(operation)
    last.set(sameRequest, body)
    const read = foreignJson(body)
    count(asked.times, operation)
    for (const { at, one } of read && isObject(read.value) ? inJson(read.value, {}, '') : []) {
      const place = `${operation} ${at}`
      values.set(place, (values.get(place) ?? new Set()).add(kindOf(one)))
      count(asked.present, place)
    }
  }
  // Not every reading tells of every member.
  for (const [place, seen] of values) {
    const operation = place.slice(0, place.indexOf(' '))
    if ((asked.present.get(place) ?? 0) < (asked.times.get(operation) ?? 0)) seen.add('absent')
  }
  return { operations, polled, values }
}

/** Which there are, and what authorizes: others may have a value of their own each time. */
const headersOf = (headers: WireRequest['headers']): readonly string[] =>
  Object.entries(headers)
    .map(([name, value]) => (/^authorization$/i.test(name) ? `${name}: ${value}` : name))
    .sort()

/** Of what has members, that it is there. */
const kindOf = (value: string): string => (/^[[{]/.test(value) ? value.slice(0, 1) : value)

const apart = ({ conformance: one }: Verified, { conformance: other }: Verified): string | undefined => {
  if (one.contract.digest !== other.contract.digest) return 'they are of two contracts'
  if (one.tool.digest !== other.tool.digest) return 'they were made by two builds of the harness'
  if (one.target.url !== other.target.url && one.target.kind === 'url') return 'they are of two targets'
  if (one.seed.commitment !== other.seed.commitment) return 'they were run with two seeds'
  if (one.run.id === other.run.id) return 'they are one run, and not two'
  return undefined
}

const differencesIn = (one: Exchange, other: Exchange): readonly Difference[] => {
  const [first, second] = [replyOf(one), replyOf(other)]
  const tell = (at: string, left: unknown, right: unknown): readonly Difference[] =>
    left === right ? [] : [{ exchange: one.id, at, one: String(left), other: String(right) }]
  if (!first || !second) return tell('outcome', one.outcome.kind, other.outcome.kind)
  const names = [...new Set([...Object.keys(first.headers), ...Object.keys(second.headers)])]
  const [left, right] = [foreignJson(first.body), foreignJson(second.body)]
  return [
    ...tell('status', first.status, second.status),
    ...names.flatMap((name) => tell(`header ${name}`, first.headers[name], second.headers[name])),
    ...(left && right ? inJson(left.value, right.value, '') : [{ at: 'body', one: first.body, other: second.body }])
      .filter((pair) => pair.one !== pair.other)
      .map((pair) => ({ exchange: one.id, ...pair })),
  ]
}

type Pair = Omit<Difference, 'exchange'>

const inJson = (one: unknown, other: unknown, at: string): readonly Pair[] => {
  if (isList(one) && isList(other) && one.length === other.length)
    return one.flatMap((element, index) => inJson(element, other[index], `${at}/${index}`))
  if (isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    return names.flatMap((name) => inJson(one[name], other[name], `${at}/${name}`))
  }
  const [left, right] = [JSON.stringify(one) ?? 'absent', JSON.stringify(other) ?? 'absent']
  return left === right ? [] : [{ at, one: left, other: right }]
}

/** By which each party knows what its own run made. */
type Marks = readonly [string, string]

type Renamed = {
  readonly from: ReadonlyMap<string, ReadonlySet<string>>
  readonly to: ReadonlyMap<string, ReadonlySet<string>>
}

const renamings = (pairs: readonly Difference[], marks: Marks): Renamed => {
  const [from, to] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  const add = (map: Map<string, Set<string>>, name: string, value: string): void => {
    map.set(name, (map.get(name) ?? new Set()).add(value))
  }
  // What is not there yet is no name for anything.
  for (const { one, other } of pairs.filter((pair) => isName(pair, marks))) {
    add(from, one, other)
    add(to, other, one)
  }
  return { from, to }
}

type Known = { readonly marks: Marks; readonly renamed: Renamed }

/** Statuses, and words without a digit, are never given anew: they tell something. */
const isVolatile = (pair: Difference, { marks, renamed }: Known): boolean => {
  const { at, one, other } = pair
  if (at === 'status' || at === 'outcome') return false
  if (['header date', 'header age', 'header content-length', 'header keep-alive'].includes(at)) return true
  const [left, right] = marks
  if (one.replaceAll(left, '') === other.replaceAll(right, '')) return true
  if (isMoment(one) && isMoment(other)) return true
  // A name that stands for one other name throughout both runs, in both directions.
  const isRenamed = renamed.from.get(one)?.size === 1 && renamed.to.get(other)?.size === 1
  return isRenamed && isName(pair, marks)
}

/** Of a run's own names it is known that they are made, even of letters alone. */
const isName = ({ one, other }: Difference, [left, right]: Marks): boolean =>
  (isMade(one) && isMade(other)) || (one.includes(left) && other.includes(right))

const isMoment = (text: string): boolean =>
  /^"?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text.replaceAll('"', '')))

/** As identifiers are that a service makes: of some length, and neither of letters alone nor an amount. */
const isMade = (text: string): boolean => {
  const value = text.replaceAll('"', '')
  return /\d/.test(value) && value.length >= 4 && !/^-?\d*\.\d+$/.test(value)
}

const mostReported = 20

export const witnessText = (seen: Witnessed): string => {
  if (seen.kind === 'apart') return `The two cannot be compared: ${seen.why}.\n`
  const { compared, volatile, moving, differences, single } = seen
  return [
    `${compared} exchanges of two parties compared: ${volatile} differences by their nature (moments, names that the target made), ${moving} states of work under way, ${differences.length} real ones${single > 0 ? `, ${single} exchanges that only one of them has` : ''}`,
    ...differences
      .slice(0, mostReported)
      .map(({ exchange, at, one, other }) => `  ${exchange} ${at}: ${brief(one)} / ${brief(other)}`),
    ...(differences.length > mostReported ? [`  and ${differences.length - mostReported} more`] : []),
    '',
  ].join('\n')
}

const brief = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
