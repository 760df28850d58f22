import { excuse, isAccepted, successFacet, successOf } from '../checks/answer.ts'
import { finding } from '../checks/check.ts'
import type { Operation } from '../contracts/contract.ts'
import { fixturesOf } from '../contracts/fixtures.ts'
import { nodesOf } from '../contracts/schema/node.ts'
import { type Schema, typesOf } from '../contracts/schema/schema.ts'
import { type Attempt, attemptText } from '../core/attempt.ts'
import type { CaseResult } from '../core/case.ts'
import { type Exchange, isServerError } from '../core/exchange.ts'
import { type Blame, type Evidence, failed, inconclusive, passed, warned } from '../core/finding.ts'
import { at, brief, type Json, type Path } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import { valuesAt } from '../core/values-at.ts'
import { attemptAnswer, said } from './attempt-answer.ts'
import { type Conversation, converse } from './conversation.ts'
import { fixtureValues, madeUp, type Providers } from './fixtures.ts'
import { formOf } from './form.ts'
import { namesMember } from './names-member.ts'
import { workOf } from './once.ts'
import type { Call } from './request.ts'
import type { Session } from './session.ts'
import { type Recipe, validCall } from './valid-call.ts'

const baselineRequests = workOf<BaselineRequests>('plainly valid requests')

/** A valid request that was tried, and what came of it. */
export type Tried = {
  /** What it was drawn by. */
  readonly recipe: Recipe
  readonly call: Call
  readonly exchange: Exchange
  readonly accepted: boolean
  readonly attempt: Attempt
  readonly result: CaseResult
  /** To go on with, where it was refused and the reason is looked for. */
  readonly conversation: Conversation
}

/** What the target makes of plainly valid requests; everything else about the operation leans on it. */
export type BaselineRequests = {
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
export const baselineRequestsOf = (
  session: Session,
  operation: Operation,
  providers: Providers,
): Promise<BaselineRequests> =>
  session.once(baselineRequests, operation.id, async () => {
    await formOf(session, operation, providers)
    const missing = madeUp(operation, await fixtureValues(session, operation, providers))
    const common = { providers, missing }
    const minimal = await tryCall(session, operation, { ...common, variant: 'minimal', optional: 'none' })
    // What exists is removed once: of a document of others, nothing makes another one to remove.
    const full =
      session.contract.isForeign && operation.method === 'DELETE' && minimal.accepted
        ? { ...minimal, result: { ...minimal.result, id: `${operation.id}/valid/full`, title: titles.all } }
        : await tryCall(session, operation, { ...common, variant: 'full', optional: 'all' })
    const accepted = minimal.accepted ? minimal : full.accepted ? full : undefined
    return {
      minimal,
      full,
      ...(accepted ? { accepted } : {}),
      reason: whyRefused(operation, minimal, { missing, isForeign: session.contract.isForeign }),
      missing,
    }
  })

/** The bodies that were taken, the fuller one first. */
export const takenBodies = ({ full, minimal }: BaselineRequests): readonly (Json | undefined)[] =>
  [full, minimal].filter(({ accepted }) => accepted).map(({ call }) => call.body)

/** What a place held in a request that was taken. */
export const takenAt = (baseline: BaselineRequests, path: Path): Json | undefined =>
  takenBodies(baseline)
    .map((body) => at(body, path))
    .find((value) => value !== undefined)

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
    recipe,
    call,
    exchange,
    accepted: isAccepted(exchange),
    attempt: attemptOf(operation, { call, exchange, missing }),
    result: conversation.result(titles[optional]),
    conversation,
  }
}

type Made = { readonly call: Call; readonly exchange: Exchange; readonly missing: readonly string[] }

const attemptOf = (operation: Operation, { call, exchange, missing }: Made): Attempt => {
  const answer = attemptAnswer(operation, exchange)
  const places = answer.kind === 'refused' && operation.body ? nodesOf(operation.body.node) : []
  const named = places.flatMap(({ path, items, properties }) => {
    const [value] = valuesAt(call.body, path)
    const isWhole = items !== undefined || Object.keys(properties).length > 0
    return value === undefined || isWhole || !namesMember(exchange, placeOf(path))
      ? []
      : [{ place: placeOf(path), sent: brief(value, 40) }]
  })
  // `unit Cost` is not the `cost` of something else.
  const whole = named.filter(({ place }) => !named.some((other) => endsWith(other.place, place)))
  return {
    operation: operation.id,
    madeUp: missing,
    answer,
    ...(whole.length > 0 ? { named: whole.slice(0, mostNamed) } : {}),
  }
}

const endsWith = (longer: string, shorter: string): boolean => {
  const [one, other] = [longer, shorter].map((place) => place.split('/').at(-1)?.toLowerCase() ?? '')
  return one !== undefined && other !== undefined && one.length > other.length && one.endsWith(other)
}

/** A refusal that repeats all that was sent names nothing in particular. */
const mostNamed = 4

const titles = { none: 'only what is required', all: 'every documented member' } as const

/** A success is the documented one, or one that a wide reading allows. */
export const noteStatus = (conversation: Conversation, exchange: Exchange): void => {
  const { operation, id } = conversation.contextOf(exchange)
  if (!isAccepted(exchange) || exchange.outcome.kind !== 'reply') return
  const facet = successFacet(operation)
  if (facet !== undefined) conversation.note(statusEvidence(operation, exchange, { id, facet }))
}

type Promised = { readonly id: (facet: string) => string; readonly facet: string }

const statusEvidence = (operation: Operation, exchange: Exchange, { id, facet }: Promised): Evidence => {
  const status = exchange.outcome.kind === 'reply' ? exchange.outcome.reply.status : 0
  const success = successOf(operation, status)
  if (success && success.wide === undefined) return passed(id(success.facet), exchange.id)
  const problem = finding(
    { exchange },
    {
      message: `A valid request is answered ${status}`,
      at: 'status',
      expected: successText(operation),
      received: String(status),
    },
  )
  return success?.wide !== undefined
    ? warned(id(success.facet), { ...problem, ambiguities: [success.wide] })
    : failed(id(facet), problem)
}

/** Why a valid request was not accepted, in words for those whose case leans on it. */
const whyRefused = (
  operation: Operation,
  { call, exchange }: Tried,
  { missing, isForeign }: { readonly missing: readonly string[]; readonly isForeign: boolean },
): string => {
  const advice =
    missing.length > 0 && excuse(exchange) === undefined
      ? `; give ${missing.map((name) => `--fixture ${name}=…`).join(' ')}`
      : ''
  if (call.unmade !== undefined) return call.unmade
  if (isForeign && missing.length > 0 && excuse(exchange) === undefined)
    return needsExisting(missing, answerText(exchange).replace(/^it answers /, ''))
  return `set-up failed: no valid ${operation.id} was accepted: ${answerText(exchange)}${advice}`
}

/** The answer in words, without the ids that differ from one answer to the next: equal reasons read the same. */
export const answerText = (exchange: Exchange): string => {
  const answer = attemptAnswer(undefined, exchange)
  // What a success says is reported too.
  if (answer.kind === 'taken' && exchange.outcome.kind === 'reply')
    return `it answers ${answer.status} ${said(exchange.outcome.reply)}`
  return attemptText(answer)
}

/** The answer as a finding shows it. */
export const replyText = ({ outcome }: Exchange): string =>
  outcome.kind === 'reply' ? `${outcome.reply.status} ${brief(outcome.reply.body, 300)}` : outcome.detail

type RefusedValid = {
  readonly exchange: Exchange
  readonly requirement: string
  readonly what: string
  readonly blames?: Blame
  /** A plain request was taken with the same credentials: what is refused for them is refused for how it is written. */
  readonly isKnown?: boolean
}

/** A refused valid request, where another one with the same fixtures was accepted or nothing is missing. */
export const refusedValid = (
  conversation: Conversation,
  { exchange, requirement, what, blames, isKnown = false }: RefusedValid,
): Evidence => {
  const { session } = conversation
  const operation = session.operation(exchange.operation)
  const isAnswered = exchange.outcome.kind === 'reply'
  const excused = (isKnown && isAnswered ? undefined : excuse(exchange)) ?? unproven(session, operation, exchange)
  if (excused) return inconclusive(requirement, excused)
  const status = exchange.outcome.kind === 'reply' ? exchange.outcome.reply.status : 0
  return failed(
    requirement,
    finding(conversation.contextOf(exchange), {
      kind: 'valid-refused',
      ...(blames ? { blames } : {}),
      message: `${what} ${isServerError(status) ? `is answered ${status}` : 'is refused'}`,
      at: 'status',
      expected: successText(operation),
      received: `${status} ${exchange.outcome.kind === 'reply' ? brief(exchange.outcome.reply.body, 160) : ''}`.trim(),
    }),
  )
}

/** Refusals that tell of the state of the target rather than of the request. */
const ofState: readonly number[] = [409, 412, 423, 428]

/** Those that tell that something does not exist; what was removed does not exist any more. */
const ofExistence: readonly number[] = [404, 410]

/** A document of others does not say what must exist first, so that such a refusal breaks no promise of it. */
const unproven = ({ contract, spec }: Session, operation: Operation, { outcome }: Exchange): string | undefined => {
  if (!contract.isForeign || outcome.kind !== 'reply') return undefined
  const { status, body } = outcome.reply
  if (!ofState.includes(status) && !ofExistence.includes(status)) return undefined
  const lacking = fixturesOf(operation).filter((name) => !(name in spec.fixtures))
  if (lacking.length > 0) return needsExisting(lacking, `${status} ${brief(body, 160)}`)
  return ofExistence.includes(status) && operation.method !== 'DELETE'
    ? undefined
    : `it answers ${status}, which may tell of what exists at the target rather than of the request`
}

/**
 * Texts that a valid request cannot do without, and of which a document of others says nothing but that they are texts:
 * which of them are taken may be reported elsewhere.
 */
export const unstated = ({ contract }: Session, { body, parameters }: Operation): readonly string[] => {
  if (!contract.isForeign) return []
  const nodes = [
    ...parameters.filter(({ required }) => required).map(({ node }) => node),
    ...(body ? nodesOf(body.node).filter(({ required }) => required.strict) : []),
  ]
  return nodes.filter(({ schemas: { strict } }) => saysOnlyText(strict)).map(({ path }) => placeOf(path) || 'the body')
}

const saysOnlyText = (schema: Schema): boolean =>
  typesOf(schema)?.join() === 'string' && !telling.some((keyword) => keyword in schema)

const telling = ['enum', 'const', 'pattern', 'format', 'minLength', 'maxLength', 'x-assay-fixture', 'x-assay-sample']

/** What is to be given so that a valid request can be taken; equal for all operations that lack the same. */
export const needsExisting = (names: readonly string[], answer: string): string =>
  `needs ${names.length === 1 ? 'a value that exists' : 'values that exist'}: give ${names.map((name) => `--fixture ${name}=…`).join(' ')}; with what was sent in ${names.length === 1 ? 'its' : 'their'} place it answers ${answer}`

/** `201`, `2XX`; what the document names first. */
export const successText = (operation: Operation): string =>
  /^response\.(2\w\w)\//.exec(successFacet(operation) ?? '')?.[1] ?? '2xx'

/** What is broken under one reading is fair under the other; without a reading, no document forbids it. */
export const asWarning = (evidence: Evidence, ambiguities: readonly number[] = []): Evidence =>
  evidence.finding
    ? warned(evidence.requirement, { ...evidence.finding, ...(ambiguities.length > 0 ? { ambiguities } : {}) })
    : evidence
