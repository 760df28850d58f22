import { isAccepted } from '../checks/answer.ts'
import type { BodyForm } from '../contracts/answers.ts'
import type { Operation } from '../contracts/contract.ts'
import { formText } from '../contracts/requirements/of-request.ts'
import type { CaseResult } from '../core/case.ts'
import { type Exchange, isClientError, replyOf } from '../core/exchange.ts'
import { type Evidence, inconclusive, passed, warned } from '../core/finding.ts'
import { drawWith } from '../generators/draw.ts'
import { violationsOf } from '../generators/violations.ts'
import { type Conversation, converse } from './conversation.ts'
import { fixtureValues, type Providers } from './fixtures.ts'
import { workOf } from './once.ts'
import type { Call } from './request.ts'
import type { Session } from './session.ts'
import { validCall } from './valid-call.ts'

const formFinding = workOf<CaseResult>('the form of a body')

/**
 * Finds out, once in a run, in which of the forms that the documents leave open the target takes an operation's body,
 * and has all further requests sent so. Undefined where there is but one form.
 */
export const formOf = async (
  session: Session,
  operation: Operation,
  providers: Providers,
): Promise<CaseResult | undefined> => {
  const forms = operation.body?.forms ?? []
  const [documented] = forms
  if (!documented) return undefined
  return session.once(formFinding, operation.id, async () => {
    const caseId = `${operation.id}/valid/form`
    const conversation = converse(session, caseId, { kind: 'valid', operation: operation.id })
    const tryForms = async (optional: 'none' | 'all'): Promise<Trial> => {
      const recipe = { seed: session.seed(caseId), optional, numbers: 'plain' } as const
      const call = await validCall(session, operation, { recipe, providers })
      const tried: Tried[] = []
      for (const form of forms) tried.push({ form, exchange: await conversation.send({ ...call, form }) })
      const taken = tried.filter(({ exchange }) => isAccepted(exchange)).map(({ form }) => form)
      return { call, tried, taken }
    }
    const smallest = await tryForms('none')
    // Who insists on a member that may be left out takes the smallest order in no form.
    const { call, tried, taken } = smallest.taken.length > 0 ? smallest : await tryForms('all')
    const read = taken.length > 1 ? await formRead(conversation, { call, taken, providers }) : undefined
    const held = read ?? taken[0]
    session.forms.set(operation.id, held ?? likeliest(operation, smallest.tried) ?? documented)
    conversation.note(
      formEvidence(conversation, operation, { held, tried, isRead: taken.length === 1 || read !== undefined }),
    )
    return conversation.result('the body in each form that some reading has')
  })
}

type Tried = { readonly form: BodyForm; readonly exchange: Exchange }

/** A valid call as it was tried in each form. */
type Trial = { readonly call: Call; readonly tried: readonly Tried[]; readonly taken: readonly BodyForm[] }

/** Where a valid body is refused in every form: that which was not refused as a body that breaks a rule would be. */
const likeliest = ({ refusals }: Operation, tried: readonly Tried[]): BodyForm | undefined =>
  tried.find(({ exchange }) => !refusals.schema.status.includes(replyOf(exchange)?.status ?? 0))?.form

type Taken = { readonly call: Call; readonly taken: readonly BodyForm[]; readonly providers: Providers }

/**
 * A target that overlooks what it does not know takes any form; the one it reads is that whose flaws it refuses.
 * Undefined where it refuses none.
 */
const formRead = async (
  conversation: Conversation,
  { call, taken, providers }: Taken,
): Promise<BodyForm | undefined> => {
  const { session } = conversation
  const { operation } = call
  const { body } = operation
  if (!body) return undefined
  const fixtures = await fixtureValues(session, operation, providers)
  const flawed = violationsOf(body.node, {
    judge: session.contract.judge,
    schema: body.schema,
    draw: drawWith(session.words, { fixtures }),
    seed: session.seed(conversation.caseId),
  }).find(({ zone, at }) => zone === 'outside' && at.length > 0)
  if (!flawed) return undefined
  for (const form of taken) {
    const exchange = await conversation.send({ ...call, body: flawed.body, form }, { verbatim: true, soft: true })
    const status = replyOf(exchange)?.status ?? 0
    if (isClientError(status)) return form
  }
  return undefined
}

type Held = { readonly held: BodyForm | undefined; readonly tried: readonly Tried[]; readonly isRead: boolean }

const formEvidence = (conversation: Conversation, { id, body }: Operation, { held, tried, isRead }: Held): Evidence => {
  const requirement = conversation.session.id(`${id}/request/body/form`)
  const documented = body?.forms?.[0]
  const shown = tried.find(({ form }) => form === held)
  if (!held || !documented || !shown) return inconclusive(requirement, 'a valid body is refused in every form')
  if (!isRead)
    return inconclusive(requirement, 'a body is taken in every form, also with a flaw: none is seen to be read')
  if (held.ambiguity === undefined) return passed(requirement, shown.exchange.id)
  return warned(requirement, {
    message: `The target takes the body ${formText(held)}`,
    at: '',
    expected: formText(documented),
    received: formText(held),
    exchange: conversation.lastExchange().id,
    ambiguities: [held.ambiguity],
  })
}
