import { excuse, isAccepted, successFacet } from '../../checks/answer.ts'
import { finding } from '../../checks/check.ts'
import type { Operation } from '../../contracts/contract.ts'
import { bodyFixturesOf } from '../../contracts/fixtures.ts'
import type { CaseResult } from '../../core/case.ts'
import { type Exchange, isClientError, replyOf } from '../../core/exchange.ts'
import { bent, broken, type Evidence, open } from '../../core/finding.ts'
import { anchorOf, answerText, replyText, successText, type Tried } from '../anchor.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import type { Session } from '../session.ts'
import { validCall } from '../valid-call.ts'

type Subject = { readonly session: Session; readonly operation: Operation; readonly providers: Providers }

/**
 * What a case shows, where it blames something in valid requests for their refusal: a plain request, as it was taken
 * before, is sent once more. Where that is refused too, by then, nothing that stood in the others is to blame.
 */
export const stillTaken = async (
  { session, operation, providers }: Subject,
  conversation: Conversation,
  title: string,
): Promise<CaseResult> => {
  const result = conversation.result(title)
  const facet = successFacet(operation)
  const requirement = session.id(`${operation.id}/${facet}`)
  const blaming = result.evidence.filter((one) => one.requirement !== requirement && isBlame(result, one))
  if (facet === undefined || blaming.length === 0) return result
  const { accepted } = await anchorOf(session, operation, providers)
  if (!accepted) return result
  const again = await conversation.send(await validCall(session, operation, { recipe: accepted.recipe, providers }))
  if (isAccepted(again) || excuse(again) !== undefined) return result
  conversation.remember(accepted.exchange)
  // What is asked of a thing that calls make may have been done to it by then: no document says that it is done twice.
  const isUsedUp = bodyFixturesOf(operation).some((name) => name in providers)
  const isBroken = !isUsedUp && blaming.some(({ verdict }) => verdict === 'fail')
  const told = (isBroken ? broken : bent)(requirement, refusedByNow(conversation, { accepted, again }))
  conversation.note(told)
  const why = `a plainly valid request is refused by then, too: ${answerText(again)}`
  const whole = conversation.result(title)
  const unproven = new Set(blaming.map((one) => one.requirement))
  return {
    ...whole,
    evidence: [
      ...whole.evidence.filter((one) => !unproven.has(one.requirement) || !isBlame(whole, one)),
      ...[...unproven].map((id) => open(id, why)),
    ],
  }
}

/** A service that breaks instead of refusing does so whatever was taken before. */
const isBlame = ({ exchanges }: CaseResult, { finding }: Evidence): boolean =>
  finding?.kind === 'valid-refused' && isClientError(statusOf(exchanges.find(({ id }) => id === finding.exchange)))

const statusOf = (exchange: Exchange | undefined): number | undefined => exchange && replyOf(exchange)?.status

type Twice = { readonly accepted: Tried; readonly again: Exchange }

const refusedByNow = (conversation: Conversation, { accepted, again }: Twice) =>
  finding(conversation.contextOf(again), {
    kind: 'valid-refused',
    message: 'A plainly valid request is refused, though one like it was taken before',
    at: 'status',
    expected: successText(conversation.session.operation(again.operation)),
    received: replyText(again),
    rests: [accepted.exchange.id],
  })
