import { excuse, isAccepted, successFacet, successOf } from '../checks/answer.ts'
import { finding } from '../checks/check.ts'
import { type Attempt, attemptText } from '../core/attempt.ts'
import type { CaseResult } from '../core/case.ts'
import type { Exchange } from '../core/exchange.ts'
import { bent, broken, type Evidence, kept, open } from '../core/finding.ts'
import { brief } from '../core/json.ts'
import type { Operation } from '../schemas/contract.ts'
import { attemptAnswer, said } from './attempt-answer.ts'
import { type Conversation, converse } from './conversation.ts'
import { fixtureValues, madeUp, type Providers } from './fixtures.ts'
import { formOf } from './form.ts'
import type { Call } from './request.ts'
import type { Session } from './session.ts'
import { validCall } from './valid-call.ts'

/** A valid request that was tried, and what came of it. */
export type Tried = {
  readonly call: Call
  readonly exchange: Exchange
  readonly accepted: boolean
  readonly attempt: Attempt
  readonly result: CaseResult
  /** To go on with, where it was refused and the reason is looked for. */
  readonly conversation: Conversation
}

/** What the target makes of plainly valid requests; everything else about the operation leans on it. */
export type Anchor = {
  readonly minimal: Tried
  readonly full: Tried
  /** A call that was accepted, the smaller one first. */
  readonly accepted?: Tried
  /** Why there is none. */
  readonly reason: string
  /** Fixtures that neither the user gave nor the target could be made to have. */
  readonly missing: readonly string[]
}

/** Tries the smallest and the fullest valid request of an operation, once in a run. */
export const anchorOf = (session: Session, operation: Operation, providers: Providers): Promise<Anchor> =>
  session.once(`anchor ${operation.id}`, async () => {
    await formOf(session, operation, providers)
    const missing = madeUp(operation, await fixtureValues(session, operation, providers))
    const common = { providers, missing }
    const minimal = await tryCall(session, operation, { ...common, variant: 'minimal', optional: 'none' })
    const full = await tryCall(session, operation, { ...common, variant: 'full', optional: 'all' })
    const accepted = minimal.accepted ? minimal : full.accepted ? full : undefined
    return {
      minimal,
      full,
      ...(accepted ? { accepted } : {}),
      reason: whyRefused(operation, minimal, missing),
      missing,
    }
  })

type Variant = {
  readonly variant: string
  readonly optional: 'none' | 'all'
  readonly providers: Providers
  readonly missing: readonly string[]
}

const tryCall = async (
  session: Session,
  operation: Operation,
  { variant, optional, providers, missing }: Variant,
): Promise<Tried> => {
  const caseId = `${operation.id}/valid/${variant}`
  const conversation = converse(session, caseId, { kind: 'valid', operation: operation.id })
  const recipe = { seed: session.seed(caseId), optional, numbers: 'plain' as const }
  const call = await validCall(session, operation, { recipe, providers })
  const exchange = await conversation.send(call)
  noteStatus(conversation, exchange)
  return {
    call,
    exchange,
    accepted: isAccepted(exchange),
    attempt: { operation: operation.id, madeUp: missing, answer: attemptAnswer(operation, exchange) },
    result: conversation.result(titles[optional]),
    conversation,
  }
}

const titles = { none: 'only what is required', all: 'every documented member' } as const

/** A success is the documented one, or one that a wide reading allows. */
export const noteStatus = (conversation: Conversation, exchange: Exchange): void => {
  const { operation, id } = conversation.contextOf(exchange)
  if (!isAccepted(exchange) || exchange.outcome.kind !== 'reply') return
  conversation.note(statusEvidence(operation, exchange, id))
}

const statusEvidence = (operation: Operation, exchange: Exchange, id: (facet: string) => string): Evidence => {
  const status = exchange.outcome.kind === 'reply' ? exchange.outcome.reply.status : 0
  const success = successOf(operation, status)
  if (success && success.wide === undefined) return kept(id(success.facet))
  const problem = finding(
    { exchange },
    {
      message: `A valid request is answered ${status}`,
      at: 'status',
      expected: successFacet(operation).replace(/\D/g, '') || '2xx',
      received: String(status),
    },
  )
  return success
    ? bent(id(success.facet), { ...problem, ambiguities: [success.wide as number] })
    : broken(id(successFacet(operation)), problem)
}

/** Why a valid request was not accepted, in words for those whose case leans on it. */
const whyRefused = (operation: Operation, { call, exchange }: Tried, missing: readonly string[]): string => {
  const advice =
    missing.length > 0 && excuse(exchange) === undefined
      ? `; give ${missing.map((name) => `--fixture ${name}=…`).join(' ')}`
      : ''
  if (call.unmade !== undefined) return call.unmade
  return `set-up failed: no valid ${operation.id} was accepted: ${answerText(exchange)}${advice}`
}

/** The answer in words, without the ids that differ from one answer to the next: equal reasons read the same. */
export const answerText = (exchange: Exchange): string => {
  const answer = attemptAnswer(undefined, exchange)
  // What a success says is told too.
  if (answer.kind === 'taken' && exchange.outcome.kind === 'reply')
    return `it answers ${answer.status} ${said(exchange.outcome.reply)}`
  return attemptText(answer)
}

/** The answer as a finding shows it. */
export const replyText = ({ outcome }: Exchange): string =>
  outcome.kind === 'reply' ? `${outcome.reply.status} ${brief(outcome.reply.body, 300)}` : outcome.detail

/** A refused valid request, where another one with the same fixtures was accepted or nothing is missing. */
export const refusedValid = (
  conversation: Conversation,
  { exchange, requirement, what }: { readonly exchange: Exchange; readonly requirement: string; readonly what: string },
): Evidence => {
  const excused = excuse(exchange)
  if (excused) return open(requirement, excused)
  const status = exchange.outcome.kind === 'reply' ? exchange.outcome.reply.status : 0
  return broken(
    requirement,
    finding(conversation.contextOf(exchange), {
      kind: 'valid-refused',
      message: `${what} is refused`,
      at: 'status',
      expected: successFacet(conversation.session.operation(exchange.operation)).replace(/\D/g, '') || '2xx',
      received: `${status} ${exchange.outcome.kind === 'reply' ? brief(exchange.outcome.reply.body, 160) : ''}`.trim(),
    }),
  )
}

/** What is broken under one reading is fair under the other. */
export const asReading = (evidence: Evidence, ambiguities: readonly number[]): Evidence =>
  evidence.finding ? bent(evidence.requirement, { ...evidence.finding, ambiguities }) : evidence
