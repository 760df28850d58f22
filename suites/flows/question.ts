import { answerTo, isAccepted } from '../../checks/answer.ts'
import { type Exchange, isClientError, replyOf } from '../../core/exchange.ts'
import { inconclusive, untested } from '../../core/finding.ts'
import { answerText, baselineRequestsOf } from '../baseline-requests.ts'
import type { Case } from '../cases/case.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { claim, openAll, story } from './story.ts'

/** A request that the document neither clearly promises to take nor to refuse. */
export type Question = {
  readonly id: string
  readonly title: string
  readonly what: string
  /** How the strict reading answers: by any success, any client error, anything but success, or one status. */
  readonly strict: 'taken' | 'refused' | 'not taken' | number
  /** None where the other answer is not fair. */
  readonly ambiguity?: number
  /** Undefined where the run lacks what it takes. */
  readonly ask: (conversation: Conversation, call: Call) => Promise<Exchange | undefined>
}

/** The operation that is asked, and how what its calls need is had. */
export type Asked = { readonly operationId: string; readonly providers?: Providers }

/** What the document leaves open is asked: which reading the target holds. */
export const questionCases = (session: Session, whom: Asked, questions: readonly Question[]): readonly Case[] =>
  questions.map((one) => asked(session, whom, one))

const asked = (
  session: Session,
  { operationId, providers = {} }: Asked,
  { id, title, what, strict, ambiguity, ask }: Question,
): Case => {
  const requirement = `${operationId}/flow/${id}`
  return story(session, {
    id: `${operationId}/${id}`,
    title,
    about: [requirement],
    run: async (conversation) => {
      const operation = session.operation(operationId)
      const { accepted, reason } = await baselineRequestsOf(session, operation, providers)
      if (!accepted) return openAll(conversation, [requirement], reason)
      const exchange = await ask(conversation, accepted.call)
      if (!exchange) return conversation.note(untested(session.id(requirement), 'the run has no token to ask with'))
      const status = replyOf(exchange)?.status
      if (status === undefined) return conversation.note(inconclusive(session.id(requirement), answerText(exchange)))
      conversation.note(
        claim(conversation, exchange, {
          requirement,
          holds:
            strict === 'not taken'
              ? answerTo(exchange, operation.refusals.schema).kind !== 'accepted'
              : keeps(strict, exchange, status),
          message: `${what} is answered ${status}`,
          at: 'status',
          expected: expectedText(strict),
          received: answerText(exchange),
          // A server that breaks holds no reading.
          ...(ambiguity === undefined || status >= 500 ? {} : { ambiguities: [ambiguity] }),
        }),
      )
    },
  })
}

const keeps = (strict: Exclude<Question['strict'], 'not taken'>, exchange: Exchange, status: number): boolean => {
  if (strict === 'taken') return isAccepted(exchange)
  return strict === 'refused' ? isClientError(status) : status === strict
}

const expectedText = (strict: Question['strict']): string => {
  if (typeof strict === 'number') return String(strict)
  return { taken: '2xx', refused: '4xx', 'not taken': 'no 2xx' }[strict]
}
