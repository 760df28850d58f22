import { isAccepted, successFacet } from '../checks/answer.ts'
import { parsed, specFor } from '../checks/check.ts'
import type { Operation } from '../contracts/contract.ts'
import { facetOf } from '../contracts/requirements/facets.ts'
import { keywords } from '../contracts/schema/keywords.ts'
import { nodeAt, type SchemaNode } from '../contracts/schema/node.ts'
import { allowsType } from '../contracts/schema/schema.ts'
import type { CaseResult } from '../core/case.ts'
import { type Exchange, replyOf } from '../core/exchange.ts'
import { type Evidence, inconclusive, untested, warned } from '../core/finding.ts'
import { at, type Json, typeOf, withAt } from '../core/json.ts'
import { firstAt, placeOf } from '../core/place.ts'
import { valuesAt } from '../core/values-at.ts'
import { type Rule, rulesOf, twinOf, type ViolationContext } from '../generators/violations.ts'
import { answerText, type BaselineRequests, noteStatus, type Tried, takenBodies } from './baseline-requests.ts'
import { baselineRequests, type CaseContext } from './cases/case.ts'
import { explored } from './cases/tentative.ts'
import { converse } from './conversation.ts'
import { workOf } from './once.ts'

const twins = workOf<Awaited<ReturnType<typeof sendTwin>>>('requests that hold a member')

/** Whether a valid request that holds what a rule is about was accepted: only then a refusal says something of the rule. */
export type Twin = {
  /** What the rule comes to where there is none; undefined where there is one. */
  readonly lacking?: (requirement: string) => Evidence
  /** What the request showed that was sent to find out, reported by one case only. */
  readonly result?: CaseResult
}

type Asked = { readonly rule: Rule; readonly caseId: string; readonly violations: () => Promise<ViolationContext> }

/** The plain valid requests do where they hold it. Else one that holds it is sent, once for all rules of its place. */
export const twinFor = async (context: CaseContext, { rule, caseId, violations }: Asked): Promise<Twin> => {
  const plain = await baselineRequests(context)
  const { node } = rule
  const bodies = takenBodies(plain)
  if (bodies.some((body) => holds(body, node))) return { ...lackingIn(bodies, rule) }
  const sent = await context.session.once(twins, `${context.operation.id} ${placeOf(node.path)}`, async () =>
    sendTwin(context, { plain, node, caseId, violations: await violations() }),
  )
  const result = sent.teller === caseId && sent.result ? { result: sent.result } : {}
  return { ...result, ...(sent.lacking ? { lacking: sent.lacking } : lackingIn([...bodies, sent.body], rule)) }
}

/** That it may be null says nothing about what else it may be. */
const holds = (body: Json | undefined, { path }: SchemaNode): boolean =>
  valuesAt(body, path).some((value) => value !== null)

/** A rule about text is not seen at work where only numbers were accepted. */
const lackingIn = (bodies: readonly (Json | undefined)[], { node, keyword }: Rule): Pick<Twin, 'lacking'> => {
  const appliesTo = keywords.find(({ name }) => name === keyword)?.appliesTo ?? []
  const types = bodies.flatMap((body) => valuesAt(body, node.path)).map(typeOf)
  // What only a wide reading allows to be text need not have been accepted as text.
  const isSure = appliesTo.some((type) => allowsType(node.schemas.strict, type))
  if (!isSure || types.some((type) => appliesTo.includes(type))) return {}
  const place = placeOf(node.path)
  return {
    lacking: (requirement) => untested(requirement, `no accepted request held ${place} as ${appliesTo.join(' or ')}`),
  }
}

type Wanted = {
  readonly plain: BaselineRequests
  readonly node: SchemaNode
  readonly caseId: string
  readonly violations: ViolationContext
}

type Sent = Pick<Twin, 'lacking'> & {
  readonly body?: Json
  readonly result?: CaseResult
  readonly teller?: string
}

const sendTwin = async (context: CaseContext, { plain, node, caseId, violations }: Wanted): Promise<Sent> => {
  const { session, operation } = context
  const place = placeOf(node.path)
  const { accepted } = plain
  const isState = accepted !== undefined && isStateAt(operation, node, accepted)
  const body = accepted && bodyWith(operation, { node, accepted, violations, isState })
  if (accepted === undefined || body === undefined || !holds(body, node)) {
    return { lacking: (requirement) => untested(requirement, `no valid request that holds ${place} could be made`) }
  }
  const conversation = converse(session, `${operation.id}/valid/with/${place}`, {
    kind: 'valid',
    operation: operation.id,
  })
  const exchange = await conversation.send({ operation, parameters: accepted.call.parameters, body })
  noteStatus(conversation, exchange)
  const told = (): Pick<Sent, 'result' | 'teller'> => ({
    result: conversation.result(`a valid request that holds ${place}`),
    teller: tellerOf(context, node) ?? caseId,
  })
  if (isAccepted(exchange)) return { body, ...told() }
  const other = await withTaken(context, node, body)
  if (other) {
    const again = await conversation.send({ operation, parameters: accepted.call.parameters, body: other })
    if (isAccepted(again)) return { body: other, ...told() }
    conversation.note(...takenElsewhere(context, place, again))
    const reason = `a value of ${place} is taken beside other fields, and refused without them: no request breaks this rule alone`
    return { ...told(), lacking: (requirement) => untested(requirement, reason) }
  }
  const reason = unheldReason(place, exchange)
  // What a thing in another state would be set to is not known here.
  return { ...told(), lacking: (requirement) => (isState ? untested : inconclusive)(requirement, reason) }
}

/** The document makes none of the other fields a condition of this one. */
const takenElsewhere = (
  { session, operation }: CaseContext,
  place: string,
  exchange: Exchange,
): readonly Evidence[] => {
  const facet = successFacet(operation)
  const status = replyOf(exchange)?.status
  if (facet === undefined || status === undefined) return []
  return [
    warned(session.id(`${operation.id}/${facet}`), {
      message: `A request with ${place} is refused, while the same value is taken beside other fields`,
      at: 'status',
      expected: 'the same without the other fields, which are optional',
      received: String(status),
      exchange: exchange.id,
    }),
  ]
}

/** The body with a value that the target was seen to take at the place, where the drawn one is refused. */
const withTaken = async (context: CaseContext, node: SchemaNode, body: Json): Promise<Json | undefined> => {
  const value = (await explored(context)).taken.get(placeOf(node.path))?.find((one) => one !== null)
  return value === undefined ? undefined : withAt(body, firstAt(node.path), value)
}

/** Why a rule stays open though it could be broken. */
export const unheldReason = (place: string, exchange: Exchange): string =>
  `no accepted request held ${place}: a valid one that holds it was tried, and ${answerText(exchange)}`

type Made = {
  readonly node: SchemaNode
  readonly accepted: Tried
  readonly violations: ViolationContext
  readonly isState: boolean
}

/** What is never drawn at a place that the reply shows too is the state of the thing itself. */
const isStateAt = (operation: Operation, node: SchemaNode, { exchange }: Tried): boolean =>
  node.schemas.strict['x-assay-drawn'] === 'never' &&
  nodeAt(specFor(operation, replyOf(exchange)?.status ?? 0)?.node, node.path) !== undefined

/** Only the state that a thing is in already changes nothing. */
const bodyWith = (operation: Operation, { node, accepted, violations, isState }: Made): Json | undefined => {
  if (!isState) return operation.body && twinOf(operation.body.node, node, violations)
  const reply = replyOf(accepted.exchange)
  const present = reply && at(parsed(reply, specFor(operation, reply.status))?.value, node.path)
  return present === undefined ? undefined : withAt(accepted.call.body ?? {}, node.path, present)
}

/** The case of the place's first rule, where it is to run: who asks first is chance. */
const tellerOf = ({ session, operation }: CaseContext, { path }: SchemaNode): string | undefined => {
  const rules = operation.body ? rulesOf(operation.body.node) : []
  const first = rules.find(({ node }) => placeOf(node.path) === placeOf(path))
  const id = first && `${operation.id}/${violationFacet(first)}`
  const isToRun = id !== undefined && session.own.has(id) && !(session.spec.done ?? []).includes(id)
  return isToRun ? id : undefined
}

/** The case that breaks a rule first. */
export const violationFacet = ({ node, keyword }: Rule): string => `violation/${facetOf(node.path, keyword)}`
