import { isAccepted, successFacet } from '../../checks/answer.ts'
import { nodeOfPlace, nodesOf } from '../../contracts/schema/node.ts'
import type { CaseResult } from '../../core/case.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { bent, type Evidence } from '../../core/finding.ts'
import { at, isList, isSameText, type Json } from '../../core/json.ts'
import { firstAt, pathOf, placeOf } from '../../core/place.ts'
import { valuesAt } from '../../core/values-at.ts'
import { packed } from '../../generators/edges.ts'
import { type Tentative, tentativeOf } from '../../generators/tentative.ts'
import { noteStatus, refusedValid } from '../anchor.ts'
import { type Conversation, converse } from '../conversation.ts'
import { fixtureValues } from '../fixtures.ts'
import { workOf } from '../once.ts'
import { anchor, type Case, type CaseContext } from './case.ts'
import { callWith, requirementOf } from './edges.ts'
import { listOf } from './list-of.ts'

const exploring = workOf<Explored>('values that may have to fit')

/** What the target was seen to make of values that valid requests do not have. */
export type Explored = {
  readonly result: CaseResult
  /** The values of each place that were taken, and that do not keep others from being taken. */
  readonly taken: ReadonlyMap<string, readonly Json[]>
  /** The lists that were taken with more elements than valid requests have. */
  readonly long: ReadonlySet<string>
  /** The places of which values were tried and none but null was taken, each with an exchange that shows it. */
  readonly refused: ReadonlyMap<string, Exchange>
}

/**
 * Values that the documents allow, and that may have to fit what exists at the target, one of each place in a request:
 * a refusal breaks nothing, but a target that takes one and refuses another is told of.
 */
export const tentativeCases = (context: CaseContext): readonly Case[] => {
  const { session, operation } = context
  const facet = successFacet(operation)
  if (!operation.body || facet === undefined) return []
  return [
    {
      id: `${operation.id}/tentative`,
      kind: 'edges',
      operation: operation.id,
      title,
      about: [session.id(`${operation.id}/${facet}`)],
      run: async () => (await explored(context)).result,
    },
  ]
}

const title = 'values that may have to fit what exists at the target'

export const explored = (context: CaseContext): Promise<Explored> =>
  context.session.once(exploring, context.operation.id, () => explore(context))

/** So many requests are spent on one operation; what is left over by then stays untold. */
const mostRequests = 60

const explore = async (context: CaseContext): Promise<Explored> => {
  const { session, operation, providers } = context
  const conversation = converse(session, `${operation.id}/tentative`, { kind: 'edges', operation: operation.id })
  const taken = new Map<string, Json[]>()
  const long = new Map<string, Json[]>()
  const alone: Refused[] = []
  const jealous = new Set<string>()
  const { accepted, minimal, full } = await anchor(context)
  const plain = [minimal, full].flatMap((one) => (one.accepted ? [one.call.body] : []))
  if (accepted && operation.body) {
    const fixtures = await fixtureValues(session, operation, providers)
    const all = tentativeOf(operation.body.node, { judge: session.contract.judge, fixtures })
    const budget = { left: mostRequests }
    const trial = trialOf(context, conversation, { taken, budget })
    for (const row of packed(all).map(byKind)) {
      const { single, together } = await narrowed(trial, row)
      alone.push(...single)
      for (const one of together) {
        conversation.note(...interplay(context, one))
        for (const { place } of one.row.slice(1)) jealous.add(place)
      }
    }
    alone.push(...(await longLists(context, trialOf(context, conversation, { taken: long, budget }))))
  }
  conversation.note(...alone.flatMap((one) => judged(context, conversation, { one, taken, plain })))
  const refused = new Map(
    alone
      .filter(({ value: { place, value } }) => value !== null && !holdsValue(taken.get(place)))
      .map(({ value, exchange }) => [value.place, exchange]),
  )
  return {
    result: conversation.result(title),
    taken: new Map([...taken].filter(([place]) => !jealous.has(place))),
    long: new Set(long.keys()),
    refused,
  }
}

/** Null is no value that a member could be said to be taken with. */
export const holdsValue = (values: readonly Json[] = []): boolean => values.some((one) => one !== null)

/** What is alike is likely to be refused alike: it is told apart sooner where it stands together. */
const byKind = (row: readonly Tentative[]): readonly Tentative[] =>
  row.toSorted((one, other) => (kindOf(one) < kindOf(other) ? -1 : kindOf(one) > kindOf(other) ? 1 : 0))

const kindOf = ({ keyword, value }: Tentative): string => `${keyword} ${typeof value}`

type Refused = { readonly value: Tentative; readonly exchange: Exchange }

type Together = { readonly row: readonly Tentative[]; readonly exchange: Exchange }

/** Undefined where nothing was learnt: not answered, not sent. */
type Trial = (row: readonly Tentative[]) => Promise<Exchange | undefined>

type Notes = { readonly taken: Map<string, Json[]>; readonly budget: { left: number } }

const trialOf =
  (context: CaseContext, conversation: Conversation, { taken, budget }: Notes): Trial =>
  async (row) => {
    if (budget.left <= 0) return undefined
    budget.left -= 1
    const { minimal } = await anchor(context)
    const call = await callWith(context, conversation.caseId, {
      row,
      optional: minimal.accepted ? 'none' : 'all',
    })
    if (call.unmade !== undefined) return undefined
    const exchange = await conversation.send(call)
    noteStatus(conversation, exchange)
    if (!replyOf(exchange)) return undefined
    if (isAccepted(exchange)) {
      for (const { place, value } of row) {
        if (!isSameText(at(call.body, firstAt(pathOf(place))), value)) continue
        const before = taken.get(place) ?? []
        if (!before.some((one) => isSameText(one, value))) taken.set(place, [...before, value])
      }
    }
    return exchange
  }

type Narrowed = {
  readonly single: readonly Refused[]
  readonly together: readonly Together[]
  /** Every value was taken in some request. */
  readonly isTaken: boolean
}

/** What of a row is refused alone, and what only together with others. */
const narrowed = async (trial: Trial, row: readonly Tentative[]): Promise<Narrowed> => {
  const none = { single: [], together: [] }
  const exchange = await trial(row)
  if (!exchange) return { ...none, isTaken: false }
  if (isAccepted(exchange)) return { ...none, isTaken: true }
  const [only] = row
  if (only && row.length === 1) return { ...none, single: [{ value: only, exchange }], isTaken: false }
  const middle = Math.ceil(row.length / 2)
  const [before, after] = [row.slice(0, middle), row.slice(middle)]
  const one = await narrowed(trial, before)
  const other = await narrowed(trial, after)
  const pair = one.isTaken && other.isTaken ? await pairOf(trial, { before, after }) : undefined
  return {
    single: [...one.single, ...other.single],
    together: [...one.together, ...other.together, ...(pair ? [pair] : [])],
    isTaken: false,
  }
}

type Halves = { readonly before: readonly Tentative[]; readonly after: readonly Tentative[] }

/**
 * Of two halves that are taken, but not together, a value of either that are refused together; undefined where it takes
 * more than two.
 */
const pairOf = async (trial: Trial, { before, after }: Halves): Promise<Together | undefined> => {
  const first = await lastNeeded(before, (some) => trial([...some, ...after]))
  const second = first && (await lastNeeded(after, (some) => trial([first, ...some])))
  if (!first || !second) return undefined
  const row = [first, second]
  const exchange = await trial(row)
  return exchange && !isAccepted(exchange) ? { row, exchange } : undefined
}

/** The last value of the shortest beginning that is refused; undefined where not every question is answered. */
const lastNeeded = async (
  values: readonly Tentative[],
  ask: (some: readonly Tentative[]) => Promise<Exchange | undefined>,
): Promise<Tentative | undefined> => {
  let [low, high] = [1, values.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const exchange = await ask(values.slice(0, middle))
    if (!exchange) return undefined
    if (isAccepted(exchange)) low = middle + 1
    else high = middle
  }
  return values[high - 1]
}

/** No document says that the values do not go together, and none that they do. */
const interplay = (context: CaseContext, { row, exchange }: Together): readonly Evidence[] => {
  const { session, operation } = context
  const facet = successFacet(operation)
  if (facet === undefined) return []
  const which = row.map(({ place, name }) => `${place} (${name})`).join(' and ')
  return [
    bent(session.id(`${operation.id}/${facet}`), {
      message: `A request with ${which} is refused, while each of them alone is taken`,
      at: 'status',
      expected: 'the same for both together as for each alone',
      received: String(replyOf(exchange)?.status ?? ''),
      exchange: exchange.id,
    }),
  ]
}

type Judged = {
  readonly one: Refused
  readonly taken: ReadonlyMap<string, readonly Json[]>
  /** Bodies of plain requests that were taken. */
  readonly plain: readonly (Json | undefined)[]
}

/**
 * Of a place of which nothing is taken, nothing can be said: its values may have to exist. A target that breaks instead
 * of refusing is told of in any case.
 */
const judged = (
  context: CaseContext,
  conversation: Conversation,
  { one: { value, exchange }, taken, plain }: Judged,
): readonly Evidence[] => {
  const isCrash = (replyOf(exchange)?.status ?? 0) >= 500
  if (value.isWide && !isCrash) return []
  // A list of one element, or of none, was taken with the plain request.
  const isHeld = plain.some((body) => valuesAt(body, pathOf(value.place)).some((held) => held !== null))
  const isTaken = isHeld || (taken.get(value.place) ?? []).length > 0
  if (!isCrash && !isList(value.value) && !isTaken) return []
  // Who asks for a member asks for more than null: that is told of where it is left out.
  if (!isCrash && value.value === null && !plain.some((body) => isLeftOut(body, pathOf(value.place)))) return []
  const { finding } = refusedValid(conversation, {
    exchange,
    requirement: requirementOf(context, value),
    what: isCrash
      ? `${value.place}, ${value.name},`
      : `${value.place}, ${value.name}, while other values of it are taken,`,
    blames: { place: value.place, because: 'present' },
    isKnown: true,
  })
  if (!finding) return []
  const node = context.operation.body && nodeOfPlace(context.operation.body.node, value.place)
  const ambiguities = node?.ambiguities ?? []
  return [bent(homeOf(context, value), { ...finding, ...(ambiguities.length > 0 ? { ambiguities } : {}) })]
}

const isLeftOut = (body: Json | undefined, path: readonly string[]): boolean =>
  valuesAt(body, path).length < valuesAt(body, path.slice(0, -1)).length

/** The requirement that says most of the value. */
const homeOf = (context: CaseContext, value: Tentative): string => {
  const { contract } = context.session
  const wanted = [value.keyword, 'type', 'enum', 'format', 'optional'].map((keyword) =>
    requirementOf(context, { ...value, keyword }),
  )
  const known = wanted.find((id) => contract.requirements.some((one) => one.id === id))
  return known ?? context.session.id(`${context.operation.id}/${successFacet(context.operation)}`)
}

/** Lists of more elements than valid requests have: two, and many. */
const lengths = [2, 12] as const

const longLists = async (context: CaseContext, trial: Trial): Promise<readonly Refused[]> => {
  const { operation } = context
  const refused: Refused[] = []
  const lists = operation.body
    ? nodesOf(operation.body.node).filter(({ items, path }) => items !== undefined && !path.includes('[]'))
    : []
  for (const { path } of lists) {
    const place = placeOf(path)
    for (const length of lengths) {
      const value = await listOf(context, path, length)
      if (value === undefined) continue
      const tentative = { place, keyword: 'type', name: `${length} elements`, value }
      const exchange = await trial([tentative])
      if (exchange && !isAccepted(exchange)) refused.push({ value: tentative, exchange })
    }
  }
  return refused
}
