import { answerTo } from '../checks/answer.ts'
import { finding } from '../checks/check.ts'
import type { Refusal } from '../contracts/answers.ts'
import type { Operation } from '../contracts/contract.ts'
import { type Exchange, isClientError } from '../core/exchange.ts'
import { type Evidence, failed, inconclusive, passed, warned } from '../core/finding.ts'
import { type Path, pointer } from '../core/json.ts'
import { replyText } from './baseline-requests.ts'
import type { Conversation } from './conversation.ts'

/** A request that must be refused, and the requirement that says so. */
export type Expectation = {
  readonly requirement: string
  /** What is wrong with the request, in words. */
  readonly what: string
  /** Where in its body that stands, if it does. */
  readonly at?: Path
  readonly refusal: Refusal
  /** The document itself says by which status such a request is refused: another one is reported. */
  readonly isStated?: boolean
  /** The document lists that status among the replies of the operation: another one breaks what it says. */
  readonly isListed?: boolean
  /** Some reading allows the request: taking it is fair, and tells which reading the target holds. */
  readonly open?: readonly number[]
  /** The answer's status is a promise of its own, judged at this requirement. */
  readonly status?: string
  /** What a refusal comes to where no request was accepted that differs from it by the flaw alone: it proves nothing. */
  readonly withoutTwin?: ((requirement: string) => Evidence) | undefined
}

/** What an answer to a broken request shows. */
export const judgeRefusal = (
  conversation: Conversation,
  exchange: Exchange,
  expectation: Expectation,
): readonly Evidence[] => {
  const { requirement, refusal, withoutTwin } = expectation
  const judged = judgeAnswer(conversation, exchange, expectation)
  const answer = answerTo(exchange, refusal)
  const isRefused = answer.kind === 'refused' || (answer.kind === 'odd' && isClientError(answer.status))
  if (!withoutTwin || !isRefused) return judged
  // How it is refused may be wrong all the same.
  return [
    withoutTwin(requirement),
    ...judged.filter((one) => one.requirement !== requirement && one.verdict !== 'pass'),
  ]
}

const judgeAnswer = (conversation: Conversation, exchange: Exchange, expectation: Expectation): readonly Evidence[] => {
  const { requirement, refusal, status, isStated = false, isListed = false } = expectation
  const answer = answerTo(exchange, refusal)
  const sent = sentAt(conversation, exchange, expectation.at)
  const problem = (message: string, expected: string, ambiguities: readonly number[] = []) => ({
    ...finding(conversation.contextOf(exchange), { message, at: 'status', expected, received: replyText(exchange) }),
    ...(sent === undefined ? {} : { sent }),
    ...(ambiguities.length > 0 ? { ambiguities } : {}),
  })
  const wanted = `${refusal.status.length > 3 ? '4xx' : refusal.status.join(' or ') || 'an error'}`
  switch (answer.kind) {
    case 'unknown':
      return [inconclusive(requirement, answer.reason)]
    case 'accepted':
      return expectation.open
        ? [warned(requirement, problem(`${expectation.what} is accepted`, wanted, expectation.open))]
        : [failed(requirement, problem(`${expectation.what} is accepted`, wanted))]
    case 'refused': {
      const wide =
        answer.wide === undefined
          ? undefined
          : problem(`${expectation.what} is answered ${answer.status}`, wanted, [answer.wide])
      if (status === undefined) return [wide ? warned(requirement, wide) : passed(requirement, exchange.id)]
      return [passed(requirement, exchange.id), wide ? warned(status, wide) : passed(status, exchange.id)]
    }
    case 'odd': {
      const odd = problem(`${expectation.what} is answered ${answer.status}`, wanted)
      // The documents do not say how such a request is refused, only that it is not performed.
      if (status === undefined && isListed) return [failed(requirement, odd)]
      if (status === undefined)
        return [isClientError(answer.status) && !isStated ? passed(requirement, exchange.id) : warned(requirement, odd)]
      return [
        isClientError(answer.status)
          ? passed(requirement, exchange.id)
          : inconclusive(requirement, `answered ${answer.status}: see ${status}`),
        failed(status, odd),
      ]
    }
  }
}

/** The place in the body as it was sent: some targets take it only within a member. */
const sentAt = ({ session }: Conversation, { operation }: Exchange, at: Path | undefined): string | undefined => {
  if (at === undefined) return undefined
  const within = session.forms.get(operation)?.member
  return pointer(within === undefined ? at : [within, ...at])
}

/** The requirement about the status of refusals, where the documents list one. */
export const statusFacet = ({ errors, refusals }: Operation): string | undefined => {
  const listed = errors.find(
    ({ provoke, status }) => provoke === 'violation' && refusals.schema.status.includes(status),
  )
  return listed ? `error.${listed.status}/${listed.id}` : undefined
}
