import { isAccepted, successFacet } from '../../checks/answer.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import type { CaseResult } from '../../core/case.ts'
import { replyOf } from '../../core/exchange.ts'
import { type Evidence, inconclusive, passed } from '../../core/finding.ts'
import { placeOf } from '../../core/place.ts'
import { needsExisting, refusedValid, type Tried, unstated } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { formOf } from '../form.ts'
import { leftOut } from '../left-out.ts'
import type { Recipe } from '../valid-call.ts'
import { validCall } from '../valid-call.ts'
import { baselineRequests, type Case, type CaseContext } from './case.ts'
import { refusedValue } from './refused-value.ts'
import { stillTaken } from './still-taken.ts'

/** The smallest and the fullest valid request. */
export const validCases = (context: CaseContext): readonly Case[] => {
  const { session, operation } = context
  const about = [...operation.replies.map(({ status }) => `response.${status}`), 'transport', 'security'].map((facet) =>
    session.id(`${operation.id}/${facet}`),
  )
  const id = `${operation.id}/valid`
  const facts = { kind: 'valid', operation: operation.id } as const
  return [
    ...(operation.body && operation.body.forms.length > 0 ? [formCase(context)] : []),
    { ...facts, id: `${id}/minimal`, title: 'only what is required', about, run: () => minimalCase(context) },
    { ...facts, id: `${id}/full`, title: 'every documented member', about, run: () => fullCase(context) },
  ]
}

const formCase = ({ session, operation, providers }: CaseContext): Case => ({
  id: `${operation.id}/valid/form`,
  kind: 'valid',
  operation: operation.id,
  title: 'the body in each form that some reading has',
  about: [session.id(`${operation.id}/request/body/form`)],
  run: async () => {
    const result = await formOf(session, operation, providers)
    if (!result) throw new Error(`${operation.id} has a body of one form only.`)
    return result
  },
})

const minimalCase = async (context: CaseContext): Promise<CaseResult> => {
  const { minimal, full, missing } = await baselineRequests(context)
  const { conversation } = minimal
  if (minimal.accepted) conversation.note(...absences(context, minimal))
  else if (full.accepted) await findDemanded(context, conversation)
  else {
    const blamed = await refusedValue(context, conversation)
    conversation.note(...(blamed ? [blamed] : refusedOutright(context, conversation, { tried: minimal, missing })))
  }
  return attempted(context, minimal)
}

const fullCase = async (context: CaseContext): Promise<CaseResult> => {
  const { minimal, full, missing } = await baselineRequests(context)
  if (full.accepted) return attempted(context, full)
  const { conversation } = full
  if (minimal.accepted) await findRefused(context, conversation)
  else conversation.note(...refusedOutright(context, conversation, { tried: full, missing }))
  return attempted(context, full)
}

/** No valid request is taken: broken, unless the values it rests on may not exist at the target. */
const refusedOutright = (
  { session, operation }: CaseContext,
  conversation: Conversation,
  { tried: { exchange, result }, missing }: { readonly tried: Tried; readonly missing: readonly string[] },
): readonly Evidence[] => {
  const facet = successFacet(operation)
  if (facet === undefined) return []
  const requirement = session.id(`${operation.id}/${facet}`)
  const evidence = refusedValid(conversation, { exchange, requirement, what: `A valid request with ${result.title}` })
  const status = replyOf(exchange)?.status ?? 0
  const isDocumented = operation.replies.some((reply) => reply.status === String(status))
  // A server that breaks in a way that nobody documented does so whatever the values are.
  if (evidence.verdict !== 'fail' || (status >= 500 && !isDocumented)) return [evidence]
  const texts = unstated(session, operation)
  const received = evidence.finding?.received ?? ''
  if (missing.length > 0) return [inconclusive(requirement, needsExisting(missing, received))]
  if (texts.length === 0) return [evidence]
  const which = `the document does not say which texts ${texts.join(', ')} may be: state an enum, a pattern or a length`
  return [inconclusive(requirement, `refused with ${received}; ${which}`)]
}

/** The optional member without which the target refuses, found by leaving out one at a time. */
const findDemanded = async (context: CaseContext, conversation: Conversation): Promise<void> => {
  const places = optionalNodes(context).map(({ path }) => placeOf(path))
  const demanded = await findOne(context, conversation, places, (place) => ({
    optional: 'all',
    absent: new Set([place]),
  }))
  for (const { place, exchange } of demanded) {
    const requirement = context.session.id(`${context.operation.id}/request/${place}/optional`)
    // What is refused for another of its values is not refused for the member that it lacks.
    const [whole] = await findOne(context, conversation, [place], () => ({ optional: 'all' }))
    if (whole) {
      conversation.note(inconclusive(requirement, `the same request with ${place} is refused too`))
      continue
    }
    conversation.note(
      refusedValid(conversation, {
        exchange,
        requirement,
        what: `A request without ${place}`,
        blames: { place, because: 'absent' },
      }),
    )
  }
  if (demanded.length === 0) noteCombination(context, conversation, 'with only what is required')
}

/** The optional member that the target refuses, found by adding one at a time. */
const findRefused = async (context: CaseContext, conversation: Conversation): Promise<void> => {
  const nodes = optionalNodes(context)
  const refused = await findOne(
    context,
    conversation,
    nodes.map(({ path }) => placeOf(path)),
    // A list without elements is hardly there.
    (place) => ({ optional: 'none', present: new Set([place, `${place}[]`]) }),
  )
  for (const { place, exchange } of refused) {
    const fixture = nodes.find(({ path }) => placeOf(path) === place)?.schemas.strict['x-assay-fixture']
    const requirement = context.session.id(`${context.operation.id}/request/${place}/${typeKeyword(nodes, place)}`)
    conversation.note(
      typeof fixture === 'string' && !(fixture in context.session.spec.fixtures) && context.session.contract.isForeign
        ? inconclusive(requirement, needsExisting([fixture], String(replyOf(exchange)?.status ?? 'nothing')))
        : refusedValid(conversation, {
            exchange,
            requirement,
            what: `A valid ${place}`,
            blames: { place, because: 'present' },
          }),
    )
  }
  if (refused.length === 0) await findCombination(context, conversation, nodes)
}

/**
 * The optional members that are refused only together: without any of them, all others are taken. What a document of
 * others does not say of them may be known to its readers.
 */
const findCombination = async (
  context: CaseContext,
  conversation: Conversation,
  nodes: readonly SchemaNode[],
): Promise<void> => {
  const { session, operation, providers } = context
  const facet = successFacet(operation)
  const { recipe, exchange } = (await baselineRequests(context)).full
  const culprits: string[] = []
  for (const place of nodes.map(({ path }) => placeOf(path))) {
    if (culprits.some((one) => place.startsWith(`${one}/`) || place.startsWith(`${one}[`))) continue
    const call = await validCall(session, operation, { recipe: { ...recipe, absent: new Set([place]) }, providers })
    if (isAccepted(await conversation.send(call))) culprits.push(place)
  }
  if (culprits.length === 0 || facet === undefined)
    return noteCombination(context, conversation, 'with every documented member')
  const requirement = session.id(`${operation.id}/${facet}`)
  const what = `A valid request with ${culprits.join(' together with ')}${culprits.length === 1 ? ' beside all other members' : ''}`
  const [place = ''] = culprits
  const evidence = refusedValid(conversation, { exchange, requirement, what, blames: { place, because: 'present' } })
  conversation.note(
    session.contract.isForeign && evidence.verdict === 'fail'
      ? inconclusive(requirement, `${what} is refused: if that is right, the document does not say so`)
      : evidence,
  )
}

const typeKeyword = (nodes: readonly SchemaNode[], place: string): string => {
  const node = nodes.find(({ path }) => placeOf(path) === place)
  return ['type', 'enum', 'const'].find((keyword) => node && keyword in node.schemas.strict) ?? 'optional'
}

type Probe = { readonly place: string; readonly exchange: Tried['exchange'] }

const findOne = async (
  context: CaseContext,
  conversation: Conversation,
  places: readonly string[],
  recipe: (place: string) => Omit<Recipe, 'seed'>,
): Promise<readonly Probe[]> => {
  const { session, operation, providers } = context
  const refused: Probe[] = []
  for (const place of places) {
    const seed = session.seed(operation.id, 'bisect', place)
    const call = await validCall(session, operation, { recipe: { ...recipe(place), seed }, providers })
    const exchange = await conversation.send(call)
    const isNested = refused.some((one) => place.startsWith(`${one.place}/`) || place.startsWith(`${one.place}[`))
    if (!isAccepted(exchange) && !isNested) refused.push({ place, exchange })
  }
  return refused
}

const noteCombination = ({ session, operation }: CaseContext, conversation: Conversation, what: string): void => {
  const facet = successFacet(operation)
  if (facet === undefined) return
  const why = `a valid request ${what} is refused, but no single member is to blame`
  conversation.note(inconclusive(session.id(`${operation.id}/${facet}`), why))
}

/** Members that may be left out and whose parent a minimal request has. */
const optionalNodes = ({ operation }: CaseContext): readonly SchemaNode[] =>
  (operation.body ? nodesOf(operation.body.node) : []).filter(
    ({ path, required, schemas }) =>
      !('x-assay-drawn' in schemas.strict) &&
      !required.fair &&
      path.at(-1) !== undefined &&
      path.at(-1) !== '[]' &&
      path.at(-1) !== '*',
  )

/** What the smallest request did without may be left out. */
const absences = ({ session, operation }: CaseContext, { call, exchange }: Tried): readonly Evidence[] =>
  operation.body
    ? leftOut(operation.body.node, call.body).map((place) =>
        passed(session.id(`${operation.id}/request/${place}/optional`), exchange.id),
      )
    : []

/** The case of an attempt, with what its conversation showed since. */
const attempted = async (context: CaseContext, { result, conversation, attempt }: Tried): Promise<CaseResult> => ({
  ...(await stillTaken(context, conversation, result.title)),
  attempts: [attempt],
})
