import { isAccepted, successFacet } from '../../checks/answer.ts'
import { nodeOfPlace, nodesOf } from '../../contracts/schema/node.ts'
import { uniqueMembersOf } from '../../contracts/schema/unique-members.ts'
import type { CaseResult } from '../../core/case.ts'
import { type Exchange, isServerError, replyOf } from '../../core/exchange.ts'
import { type Evidence, failed, warned } from '../../core/finding.ts'
import { at, isList, isSameText, isText, type Json, withAt, without } from '../../core/json.ts'
import { firstAt, isWithin, pathOf, placeOf } from '../../core/place.ts'
import { valuesAt } from '../../core/values-at.ts'
import { pinnedIn, rowsOf, type Tentative, tentativeOf } from '../../generators/tentative.ts'
import { noteStatus, refusedValid } from '../baseline-requests.ts'
import { type Conversation, converse } from '../conversation.ts'
import { fixtureValues } from '../fixtures.ts'
import { noteMade } from '../kit/read-back-cases.ts'
import { workOf } from '../once.ts'
import type { Call } from '../request.ts'
import { baselineRequests, type Case, type CaseContext } from './case.ts'
import { callWith, requirementOf } from './edges.ts'
import { longLists } from './long-lists.ts'
import { narrowed, type Refused, type Together, type Trial } from './narrowed.ts'
import { stillTaken } from './still-taken.ts'
import { tryWithoutHeld } from './without-held.ts'

const exploring = workOf<Explored>('values that may have to fit')

/** What the target was seen to make of values that valid requests do not have. */
export type Explored = {
  readonly result: CaseResult
  /** The values of each place that were taken, and that do not keep others from being taken. */
  readonly taken: ReadonlyMap<string, readonly Json[]>
  /** The lists that were taken with more elements than valid requests have. */
  readonly long: ReadonlySet<string>
  /** With how many elements each of these was taken. */
  readonly longest: ReadonlyMap<string, number>
  /** The places of which values were tried and none but null was taken, each with an exchange that shows it. */
  readonly refused: ReadonlyMap<string, Exchange>
}

/**
 * Values that the documents allow, and that may have to fit what exists at the target, one of each place in a request:
 * a refusal breaks nothing, but a target that takes one and refuses another is reported.
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
  const { accepted, minimal, full } = await baselineRequests(context)
  const plain = [minimal, full].flatMap((one) => (one.accepted ? [one.call.body] : []))
  if (accepted && operation.body) {
    const fixtures = await fixtureValues(session, operation, providers)
    const pools = session.spec.fixturePools ?? {}
    const all = tentativeOf(operation.body.node, { judge: session.contract.judge, fixtures, pools })
    for (const [place, value] of pinnedIn(operation.body.node, { fixtures, pools })) taken.set(place, [value])
    const budget = { left: mostRequests }
    const trial = trialOf(context, conversation, { taken, budget })
    for (const row of rowsOf(all).map(byKind)) {
      const { single, together } = await narrowed(trial, row)
      alone.push(...single)
      for (const one of together) {
        conversation.note(...interplay(context, one))
        for (const { place } of one.row.slice(1)) jealous.add(place)
      }
    }
    const lists = await longLists(context, trialOf(context, conversation, { taken: long, budget }))
    alone.push(...lists.refused)
    for (const { exchange, ...bound } of lists.atBounds)
      conversation.note(
        refusedValid(conversation, {
          exchange,
          requirement: requirementOf(context, bound),
          what: `A list that meets the bound of ${bound.place}, where a list of one element less is taken,`,
          blames: { place: bound.place, because: 'present' },
          isKnown: true,
        }),
      )
    await tryWithoutHeld(context, conversation)
    await otherSpellings(context, conversation, { taken, budget, plain })
  }
  conversation.note(...alone.flatMap((one) => judged(context, conversation, { one, taken, plain })))
  const refused = new Map(
    alone
      .filter(({ value: { place, value, mayBeRefused } }) => {
        return value !== null && !mayBeRefused && !holdsValue(taken.get(place))
      })
      .map(({ value, exchange }) => [value.place, exchange]),
  )
  const lengths = [...long].map(([place, lists]) => [place, Math.max(...lists.map(lengthOf))] as const)
  const longest = new Map(lengths.filter(([, length]) => length > 1))
  return {
    result: await stillTaken(context, conversation, title),
    taken: new Map([...taken].filter(([place]) => !jealous.has(place))),
    long: new Set(longest.keys()),
    longest,
    refused,
  }
}

const lengthOf = (list: Json): number => (isList(list) ? list.length : 0)

/** Null is no value that a member could be said to be taken with. */
export const holdsValue = (values: readonly Json[] = []): boolean => values.some((one) => one !== null)

/** What is alike is likely to be refused alike: it is told apart sooner where it stands together. */
const byKind = (row: readonly Tentative[]): readonly Tentative[] =>
  row.toSorted((one, other) => (kindOf(one) < kindOf(other) ? -1 : kindOf(one) > kindOf(other) ? 1 : 0))

const kindOf = ({ keyword, value }: Tentative): string => `${keyword} ${typeof value}`

type Notes = { readonly taken: Map<string, Json[]>; readonly budget: { left: number } }

const trialOf =
  (context: CaseContext, conversation: Conversation, { taken, budget }: Notes): Trial =>
  async (row) => {
    const { session } = context
    if (budget.left <= 0) return undefined
    budget.left -= 1
    const call = await callFor(context, conversation, row)
    if (call.unmade !== undefined) return undefined
    const exchange = await conversation.send(call)
    noteStatus(conversation, exchange)
    if (!replyOf(exchange)) return undefined
    if (isAccepted(exchange)) {
      // What exists nowhere, or only a wide reading allows, may be stored as something else.
      if (!row.some(({ isMadeUp, isWide }) => isMadeUp || isWide)) await noteMade(session, exchange)
      for (const { place, value, isOnce } of row) {
        if (isOnce || !isSameText(at(call.body, firstAt(pathOf(place))), value)) continue
        const before = taken.get(place) ?? []
        if (!before.some((one) => isSameText(one, value))) taken.set(place, [...before, value])
      }
    }
    return exchange
  }

const callFor = async (context: CaseContext, { caseId }: Conversation, row: readonly Tentative[]): Promise<Call> => {
  const { minimal, full } = await baselineRequests(context)
  return callWith(context, caseId, {
    row,
    optional: minimal.accepted ? 'none' : 'all',
    // A request with a value of its own may go out again where its reply is lost.
    present: full.accepted ? uniquePlaces(context) : new Set(),
    isWithinGiven: true,
  })
}

const uniquePlaces = ({ operation: { body } }: CaseContext): ReadonlySet<string> =>
  new Set(
    body
      ? uniqueMembersOf(body.node)
          .filter(({ path }) => !path.includes('[]'))
          .map(({ path }) => placeOf(path))
      : [],
  )

/** No document says that the values do not go together, and none that they do. */
const interplay = (context: CaseContext, { row, exchange }: Together): readonly Evidence[] => {
  const { session, operation } = context
  const facet = successFacet(operation)
  if (facet === undefined) return []
  const which = row.map(({ place, name }) => `${place} (${name})`).join(' and ')
  return [
    warned(session.id(`${operation.id}/${facet}`), {
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
 * of refusing is reported in any case.
 */
const judged = (
  context: CaseContext,
  conversation: Conversation,
  { one: { value, exchange }, taken, plain }: Judged,
): readonly Evidence[] => {
  const isCrash = isServerError(replyOf(exchange)?.status)
  // Who reads a form at one place is not asked for too much at another.
  const isFormTakenElsewhere =
    value.keyword === 'format' && [...taken.values()].some((all) => all.some((one) => isSameText(one, value.value)))
  if (value.mayBeRefused && !isCrash) return []
  if (value.isWide && !isCrash && !isFormTakenElsewhere) return []
  // A list of one element, or of none, was taken with the plain request.
  const isHeld = plain.some((body) => valuesAt(body, pathOf(value.place)).some((held) => held !== null))
  const isInnerTaken =
    value.value === null && [...taken].some(([place, all]) => isWithin(place, value.place) && holdsValue(all))
  const isTaken = (isHeld && !value.isMadeUp) || (taken.get(value.place) ?? []).length > 0 || isInnerTaken
  if (!isCrash && !isList(value.value) && !isTaken) return []
  // Who asks for a member asks for more than null: that is reported where it is left out.
  if (!isCrash && value.value === null && !plain.some((body) => isLeftOut(body, pathOf(value.place)))) return []
  const { finding } = refusedValid(conversation, {
    exchange,
    requirement: requirementOf(context, value),
    what: isCrash
      ? `${value.place}, ${value.name},`
      : `${value.place}, ${value.name}, ${value.isWide ? 'which is taken elsewhere,' : 'while other values of it are taken,'}`,
    blames: { place: value.place, because: 'present' },
    isKnown: true,
  })
  if (!finding) return []
  const home = homeOf(context, value)
  // To refuse is fair under some reading, to break under none but where no server is sure to take the value.
  if (isCrash && !value.isWide && !mayBreak(context)) return [failed(home, finding)]
  if (areFractionsRefused(value, taken.get(value.place))) return [failed(home, finding)]
  const node = context.operation.body && nodeOfPlace(context.operation.body.node, value.place)
  // Of how many elements a list may have they say nothing.
  const ambiguities = isList(value.value) ? [] : (node?.ambiguities ?? [])
  return [warned(home, { ...finding, ...(ambiguities.length > 0 ? { ambiguities } : {}) })]
}

/** What takes no fraction, and whole numbers of all kinds, does not take numbers. */
const areFractionsRefused = ({ value }: Tentative, taken: readonly Json[] = []): boolean =>
  typeof value === 'number' &&
  !Number.isInteger(value) &&
  taken.filter(Number.isInteger).length > 1 &&
  taken.every(isWhole)

const isWhole = (value: Json): boolean => typeof value !== 'number' || Number.isInteger(value)

/** A document that names an error of the server may mean it for such values. */
export const mayBreak = ({ operation: { replies, errors } }: CaseContext): boolean =>
  errors.some(({ status }) => status >= 500) || replies.some(({ status }) => /^(5|default)/.test(status))

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

type Held = Notes & Pick<Judged, 'plain'>

/** A value that was taken, under another name that the documents have for its member. */
const otherSpellings = async (context: CaseContext, conversation: Conversation, { taken, budget, plain }: Held) => {
  const { body } = context.operation
  const nodes = body ? nodesOf(body.node).filter(({ path }) => !path.includes('[]') && !path.includes('*')) : []
  for (const { path, schemas } of nodes) {
    const place = placeOf(path)
    const spellings = schemas.strict['x-assay-spellings']
    // Of a member whose value the user gave, plain requests have shown that it is taken.
    const held = [...(taken.get(place) ?? []), ...plain.map((body) => at(body, path))]
    const value = held.find((one) => one !== null && one !== undefined)
    if (!isList(spellings) || value === undefined) continue
    for (const name of spellings.filter(isText)) {
      if (budget.left <= 0) return
      budget.left -= 1
      const row = [{ place, keyword: 'type', name: `spelled ${name}`, value }]
      const call = await callFor(context, conversation, row)
      if (call.unmade !== undefined || call.body === undefined || !isSameText(at(call.body, path), value)) continue
      const spelled = withAt(without(call.body, path), [...path.slice(0, -1), name], value)
      const exchange = await conversation.send({ ...call, body: spelled })
      const values = row.map((one) => ({ value: one, exchange }))
      if (!isAccepted(exchange) && replyOf(exchange))
        conversation.note(...values.flatMap((one) => judged(context, conversation, { one, taken, plain })))
    }
  }
}
