import fc from 'fast-check'
import { excuse, isAccepted, successFacet } from '../../checks/answer.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { type Evidence, inconclusive, passed, warned } from '../../core/finding.ts'
import { at, isList, isObject, type Json } from '../../core/json.ts'
import { type Covering, covering, optionalPlaces, presenceIn } from '../../generators/covering.ts'
import type { Draw } from '../../generators/draw.ts'
import { type Semaphore, semaphore } from '../../target/semaphore.ts'
import { needsExisting, noteStatus, refusedValid } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { noteMade } from '../kit/read-back-cases.ts'
import { leftOut } from '../left-out.ts'
import { workOf } from '../once.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { callArbitrary, drawFor, faultIn } from '../valid-call.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { explored } from './tentative.ts'

const turnTaking = workOf<Semaphore>('turns of random requests')
const picks = workOf<Covering>('which random requests are sent')
const randomCalls = workOf<ReturnType<typeof callArbitrary>>('random calls')

/** So many are under way at once, as far as the target's own limit allows. */
const chunk = 16

/** What may be left out has been left out by then; to look for it in every later request would show nothing new. */
const chunksForAbsence = 3

/** What rare pairs of values come to shows in as many requests; each of them costs one more. */
const chunksReadBack = 3

/** Random valid requests, to the budget; the first one refused is shrunk to the smallest that still is. */
export const propertyCases = (context: CaseContext): readonly Case[] => {
  const { session, operation } = context
  const about = successFacet(operation)
  if (about === undefined) return []
  const runs = varies(operation) ? session.spec.runs : 0
  const chunks = Array.from({ length: Math.ceil(runs / chunk) }, (_, index) => Math.min(chunk, runs - index * chunk))
  return chunks.map((size, index) => chunkCase(context, { index, size, about }))
}

/** Whether one valid request can differ from another; values that exist at the target are not drawn. */
const varies = ({ body, parameters }: CaseContext['operation']): boolean =>
  parameters.some(({ in: where, node }) => where !== 'path' && !isFixed(node)) ||
  (body !== undefined && nodesOf(body.node).some((node) => node.path.length > 0 && !isFixed(node)))

const isFixed = ({ schemas: { fair }, properties, items }: SchemaNode): boolean =>
  ['x-assay-fixture', 'x-assay-sample', 'const'].some((keyword) => keyword in fair) ||
  fair['x-assay-drawn'] === 'never' ||
  (fair['type'] === 'object' && Object.keys(properties).length > 0 && items === undefined)

type Chunk = { readonly index: number; readonly size: number; readonly about: string }

const chunkCase = (context: CaseContext, { index, size, about }: Chunk): Case =>
  talk(context, {
    kind: 'property',
    facet: facetOf(index),
    title: `${size} random valid requests`,
    about: [about],
    run: async (conversation) => {
      const { session, operation, providers } = context
      const { accepted, full, reason, missing } = await baselineRequests(context)
      const requirement = session.id(`${operation.id}/${about}`)
      if (!accepted || !full.accepted) {
        conversation.note(inconclusive(requirement, accepted ? 'not every documented member is accepted' : reason))
        return
      }
      const base = await drawFor(session, operation, {
        recipe: { seed: 0, optional: 'some', text: 'any' },
        providers,
      })
      const { taken, long } = await explored(context)
      const isFree = taken.size + long.size > 0
      const plainOf = (whole: number): number => (isFree ? Math.ceil(whole / 2) : whole)
      const plain = plainOf(size)
      const draw = { index, requirement, base: accepted.call, missing }
      await drawnRound(context, conversation, {
        ...draw,
        name: 'plain',
        draw: base,
        size: plain,
        usual: plainOf(chunk),
      })
      if (isFree)
        await drawnRound(context, conversation, {
          ...draw,
          name: 'free',
          draw: { ...base, pools: taken, long },
          size: size - plain,
          usual: chunk - plainOf(chunk),
        })
    },
  })

const facetOf = (index: number): string => `property/${index + 1}`

type Round = {
  /** `free`: with values too that the target was seen to take, though no fair one is sure to. */
  readonly name: 'plain' | 'free'
  readonly draw: Draw
  readonly size: number
  /** The size of a round that is not the last one. */
  readonly usual: number
  readonly index: number
  readonly requirement: string
  /** A call that was accepted. */
  readonly base: Call
  readonly missing: readonly string[]
}

const drawnRound = async (
  context: CaseContext,
  conversation: Conversation,
  { name, draw, size, usual, index, requirement, base, missing }: Round,
): Promise<void> => {
  if (size <= 0) return
  const { session, operation } = context
  const seedOfRound = (round: number): number => {
    const caseId = `${operation.id}/${facetOf(round)}`
    return name === 'plain' ? session.seed(caseId) : session.seed(caseId, name)
  }
  const seed = seedOfRound(index)
  const drawable = await session.once(randomCalls, `${name} ${operation.id}`, async () =>
    callArbitrary(operation, draw),
  )
  // What is drawn wrong is not sent.
  const calls = drawable.map((call) =>
    faultIn(session, call, draw) ? { ...call, unmade: 'no value could be made that keeps its schema' } : call,
  )
  const picked = (await picksOf(context, { name, draw, index, size, usual, seed: seedOfRound })).picked
  const { drawn, exchanges } = await (await turns(session)).within(async () => {
    const all = fc.sample(calls, { seed, numRuns: (picked.at(-1) ?? -1) + 1 })
    const drawn = picked.flatMap((place) => all[place] ?? [])
    return { drawn, exchanges: await Promise.all(drawn.map((call) => conversation.send(call))) }
  })
  for (const exchange of exchanges) noteStatus(conversation, exchange)
  const failing = exchanges.findIndex(isRefusal)
  const [refused, itsCall] = [exchanges[failing], drawn[failing]]
  if (!refused || !itsCall) {
    const accepted = exchanges.filter(isAccepted)
    if (name === 'plain' && index < chunksReadBack) for (const one of accepted) await noteMade(session, one)
    if (index < chunksForAbsence)
      conversation.note(...exchanges.flatMap((exchange, place) => keptWithout(context, exchange, drawn[place])))
    conversation.note(
      ...exchanges
        .filter((one) => !isAccepted(one) && !isUnmade(one))
        .slice(0, 1)
        .map((one) => inconclusive(requirement, excuse(one) ?? 'not answered')),
    )
    return
  }
  const smallest = await shrunk(conversation, calls, { seed, path: String(picked[failing]) })
  const { exchange, call } = smallest ?? { exchange: refused, call: itsCall }
  const status = replyOf(exchange)?.status ?? 0
  // Each of these requests holds other made-up values than the one that was taken.
  if (session.contract.isForeign && missing.length > 0 && status < 500)
    return conversation.note(inconclusive(requirement, needsExisting(missing, String(status))))
  if (name === 'plain')
    return conversation.note(
      refusedValid(conversation, {
        exchange,
        requirement: blamed(context, call, base) ?? requirement,
        what: 'A valid request',
      }),
    )
  // Each value was taken alone; that they go together is not said.
  const what = 'A request of values that were each taken alone'
  const { verdict, reason, finding } = refusedValid(conversation, { exchange, requirement, what, isKnown: true })
  conversation.note(finding ? warned(requirement, finding) : { requirement, verdict, ...(reason ? { reason } : {}) })
}

/** So many requests are drawn for each that is sent. */
const choice = 6

type Picking = Pick<Round, 'name' | 'draw' | 'index' | 'size' | 'usual'> & { readonly seed: (round: number) => number }

/** Which of the requests that a round draws are sent: those that show most pairs of members that no round before showed. */
const picksOf = (context: CaseContext, { name, draw, index, size, usual, seed }: Picking): Promise<Covering> => {
  const { session, operation } = context
  return session.once(picks, `${name} ${operation.id} ${index}`, async () => {
    const before =
      index === 0
        ? new Set<number>()
        : (await picksOf(context, { name, draw, index: index - 1, size: usual, usual, seed })).seen
    const places = operation.body ? optionalPlaces(operation.body.node) : []
    // There is nothing to choose by.
    if (places.length < 2) return { picked: Array.from({ length: size }, (_, place) => place), seen: before }
    const drawn = fc.sample(callArbitrary(operation, draw), { seed: seed(index), numRuns: size * choice })
    return covering(
      drawn.map(({ body }) => presenceIn(places, body)),
      { size, before },
    )
  })
}

/** What an accepted request did without may be left out. */
const keptWithout = (
  { session, operation: { id, body } }: CaseContext,
  exchange: Exchange,
  call: Call | undefined,
): readonly Evidence[] =>
  body && call && isAccepted(exchange)
    ? leftOut(body.node, call.body).map((place) => passed(session.id(`${id}/request/${place}/optional`), exchange.id))
    : []

/** So many chunks at once keep the target busy; the others wait with nothing drawn, since what is drawn takes memory. */
const turns = ({ once, spec }: Session): Promise<Semaphore> =>
  once(turnTaking, '', async () => semaphore(Math.ceil(spec.target.concurrency / chunk) + 1))

/** Nothing was sent, since nothing valid was drawn: the other requests tell what there is to tell. */
const isUnmade = ({ outcome }: Exchange): boolean => outcome.kind === 'withheld' && outcome.because === 'unmade'

const isRefusal = (exchange: Exchange): boolean => !isAccepted(exchange) && excuse(exchange) === undefined

type Sent = { readonly exchange: Exchange; readonly call: Call }

/** So many requests are spent on making one that is refused smaller. */
const mostShrinking = 120

/** Replays the failing draw alone and shrinks it: the same counterexample as a sequential run would find. */
const shrunk = async (
  conversation: Conversation,
  calls: fc.Arbitrary<Call>,
  { seed, path }: { readonly seed: number; readonly path: string },
): Promise<Sent | undefined> => {
  let smallest: Sent | undefined
  let left = mostShrinking
  const property = fc.asyncProperty(calls, async (call) => {
    if (left <= 0) return true
    left -= 1
    const exchange = await conversation.send(call)
    if (!isRefusal(exchange)) return true
    smallest = { exchange, call }
    return false
  })
  await fc.check(property, { seed, path, numRuns: 1 })
  return smallest
}

/** The one place where the smallest refused request differs in kind from one that was accepted. */
const blamed = ({ session, operation }: CaseContext, refused: Call, accepted: Call): string | undefined => {
  if (refused.body === undefined) return undefined
  const added = differences(refused.body, accepted.body, [])
  const [only] = added
  const id = only === undefined ? undefined : session.id(`${operation.id}/request/${only}/type`)
  return added.length === 1 && session.contract.requirements.some((one) => one.id === id) ? id : undefined
}

/** Semaphore that the first value has and the second has not, outermost only. */
const differences = (one: Json, other: Json | undefined, path: readonly string[]): readonly string[] => {
  if (other === undefined) return [path.join('/').replaceAll('/[]', '[]')]
  if (isList(one)) return [...new Set(one.flatMap((value) => differences(value, at(other, [0]), [...path, '[]'])))]
  if (!isObject(one) || !isObject(other)) return []
  return Object.entries(one).flatMap(([name, value]) => differences(value, other[name], [...path, name]))
}
