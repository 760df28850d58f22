import { isAccepted, successFacet } from '../../checks/answer.ts'
import type { CaseResult } from '../../core/case.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { type Evidence, passed } from '../../core/finding.ts'
import { refusedValid } from '../baseline-requests.ts'
import { type Conversation, converse } from '../conversation.ts'
import { leftOut } from '../left-out.ts'
import { workOf } from '../once.ts'
import type { Call } from '../request.ts'
import { validCall } from '../valid-call.ts'
import { baselineRequests, type Case, type CaseContext } from './case.ts'

const taking = workOf<TakenAs>('plain requests in another form')

/** Which of the plainly valid requests are taken under another media type, and what that shows. */
export type TakenAs = { readonly taken: 'minimal' | 'full' | 'neither'; readonly result: CaseResult }

/** The smallest valid request under each media type but the first: what may be left out may be left out there too. */
export const otherTypeCases = (context: CaseContext): readonly Case[] => {
  const { session, operation } = context
  const { body } = operation
  if (!body) return []
  const optional = leftOut(body.node, {}).map((place) => session.id(`${operation.id}/request/${place}/optional`))
  const facet = successFacet(operation)
  return body.mediaTypes
    .filter((type) => type !== body.mediaType)
    .map((type) => ({
      id: caseId(context, type),
      kind: 'valid',
      operation: operation.id,
      title: titleOf(type),
      about: [...optional, ...(facet === undefined ? [] : [session.id(`${operation.id}/${facet}`)])],
      run: async () => (await takenAs(context, type)).result,
    }))
}

const caseId = ({ operation }: CaseContext, type: string): string => `${operation.id}/valid/as/${slug(type)}`

/** A media type as part of an id. */
export const slug = (type: string): string => type.replaceAll(/[^\w]+/g, '-')

const titleOf = (type: string): string => `only what is required, as ${type}`

/** The call under another media type, and asking for the same. */
export const asType = (call: Call, type: string): Call => ({
  ...call,
  contentType: type,
  parameters: { ...call.parameters, 'header.Accept': type },
})

export const takenAs = (context: CaseContext, type: string): Promise<TakenAs> =>
  context.session.once(taking, `${context.operation.id} ${type}`, async () => {
    const { session, operation } = context
    const conversation = converse(session, caseId(context, type), { kind: 'valid', operation: operation.id })
    const taken = await tried(context, conversation, type)
    return { taken, result: conversation.result(titleOf(type)) }
  })

const tried = async (context: CaseContext, conversation: Conversation, type: string): Promise<TakenAs['taken']> => {
  const { session, operation } = context
  const { minimal, full, accepted } = await baselineRequests(context)
  if (!accepted) return 'neither'
  const absent = (operation.body ? leftOut(operation.body.node, minimal.call.body) : []).map((place) => ({
    place,
    requirement: session.id(`${operation.id}/request/${place}/optional`),
  }))
  const least = minimal.accepted ? await conversation.send(asType(minimal.call, type)) : undefined
  if (least && isAccepted(least)) {
    conversation.note(...absent.map(({ requirement }) => passed(requirement, least.id)))
    return 'minimal'
  }
  const most = full.accepted ? await conversation.send(asType(full.call, type)) : undefined
  // What is not taken at all under a media type is reported by those who ask for that type.
  if (!most || !isAccepted(most)) return 'neither'
  if (least) conversation.note(...(await demanded(context, conversation, { type, least, absent })))
  return 'full'
}

type Demand = {
  readonly type: string
  /** The smallest request, which is refused. */
  readonly least: Exchange
  readonly absent: readonly { readonly place: string; readonly requirement: string }[]
}

/** The members without which the request is refused under this media type alone, left out one at a time. */
const demanded = async (
  context: CaseContext,
  conversation: Conversation,
  { type, least, absent }: Demand,
): Promise<readonly Evidence[]> => {
  const { session, operation, providers } = context
  const { recipe } = (await baselineRequests(context)).full
  const found: Evidence[] = []
  for (const { place, requirement } of absent) {
    const call = await validCall(session, operation, { recipe: { ...recipe, absent: new Set([place]) }, providers })
    const exchange = await conversation.send(asType(call, type))
    if (isAccepted(exchange) || !replyOf(exchange)) continue
    const what = `A request without ${place}, as ${type} and not as ${operation.body?.mediaType ?? ''},`
    found.push(refusedValid(conversation, { exchange, requirement, what, blames: { place, because: 'absent' } }))
  }
  const facet = successFacet(operation)
  if (found.length > 0 || facet === undefined) return found
  const requirement = session.id(`${operation.id}/${facet}`)
  const what = `A valid request with only what is required, as ${type} and not as ${operation.body?.mediaType ?? ''},`
  return [refusedValid(conversation, { exchange: least, requirement, what })]
}
