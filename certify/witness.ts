import type { Exchange } from '../core/exchange.ts'
import { replyOf } from '../core/exchange.ts'
import { foreignJson, isObject } from '../core/json.ts'
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
  /** They ran different things: nothing can be told. */
  | { readonly kind: 'apart'; readonly why: string }
  | {
      readonly kind: 'alike' | 'different'
      readonly compared: number
      /** Moments, names that the target made, and what else a service gives anew each time. */
      readonly volatile: number
      readonly differences: readonly Difference[]
      /** Exchanges that only one of them has. */
      readonly single: number
    }

/** Compares two runs member by member: what differs by its nature is counted, all else is told. */
export const witnessed = (first: Verified, second: Verified): Witnessed => {
  const why = apart(first, second)
  if (why !== undefined) return { kind: 'apart', why }
  const known = new Set(second.evidence.sent)
  const both = first.evidence.sent.filter((id) => known.has(id))
  const single = first.evidence.sent.length + second.evidence.sent.length - 2 * both.length
  const pairs = both.flatMap((id) => {
    const [one, other] = [first.evidence.exchange(id), second.evidence.exchange(id)]
    return one && other ? differencesIn(one, other) : []
  })
  const marks = [first, second].map(({ conformance }) => conformance.settings.tag) as [string, string]
  const renamed = renamings(pairs)
  const differences = pairs.filter((pair) => !isVolatile(pair, { marks, renamed }))
  return {
    kind: differences.length > 0 || single > 0 ? 'different' : 'alike',
    compared: both.length,
    volatile: pairs.length - differences.length,
    differences,
    single,
  }
}

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
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
    return one.flatMap((element, index) => inJson(element, other[index], `${at}/${index}`))
  if (isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    return names.flatMap((name) => inJson(one[name], other[name], `${at}/${name}`))
  }
  const [left, right] = [JSON.stringify(one) ?? 'absent', JSON.stringify(other) ?? 'absent']
  return left === right ? [] : [{ at, one: left, other: right }]
}

type Renamed = {
  readonly from: ReadonlyMap<string, ReadonlySet<string>>
  readonly to: ReadonlyMap<string, ReadonlySet<string>>
}

const renamings = (pairs: readonly Difference[]): Renamed => {
  const [from, to] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  const add = (map: Map<string, Set<string>>, name: string, value: string): void => {
    map.set(name, (map.get(name) ?? new Set()).add(value))
  }
  for (const { one, other } of pairs) {
    add(from, one, other)
    add(to, other, one)
  }
  return { from, to }
}

type Known = { readonly marks: readonly [string, string]; readonly renamed: Renamed }

/** Statuses, and words without a digit, are never given anew: they tell something. */
const isVolatile = ({ at, one, other }: Difference, { marks, renamed }: Known): boolean => {
  if (at === 'status' || at === 'outcome') return false
  if (['header date', 'header age', 'header content-length', 'header keep-alive'].includes(at)) return true
  const [left, right] = marks
  if (one.replaceAll(left, '') === other.replaceAll(right, '')) return true
  if (isMoment(one) && isMoment(other)) return true
  // A name that stands for one other name throughout both runs, in both directions.
  const isRenamed = renamed.from.get(one)?.size === 1 && renamed.to.get(other)?.size === 1
  return isRenamed && [one, other].every(isMade)
}

const isMoment = (text: string): boolean =>
  /^"?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text.replaceAll('"', '')))

/** As identifiers are that a service makes: long, and not of letters alone. */
const isMade = (text: string): boolean => /\d/.test(text) && text.replaceAll('"', '').length >= 4

const mostTold = 20

export const witnessText = (seen: Witnessed): string => {
  if (seen.kind === 'apart') return `The two cannot be compared: ${seen.why}.\n`
  const { compared, volatile, differences, single } = seen
  return [
    `${compared} exchanges of two parties compared: ${volatile} differences by their nature (moments, names that the target made), ${differences.length} real ones${single > 0 ? `, ${single} exchanges that only one of them has` : ''}`,
    ...differences
      .slice(0, mostTold)
      .map(({ exchange, at, one, other }) => `  ${exchange} ${at}: ${brief(one)} / ${brief(other)}`),
    ...(differences.length > mostTold ? [`  and ${differences.length - mostTold} more`] : []),
    '',
  ].join('\n')
}

const brief = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
