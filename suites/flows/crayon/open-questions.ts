import { isAccepted } from '../../../checks/answer.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { open, untried } from '../../../core/finding.ts'
import { tokenOf } from '../../../core/seed.ts'
import { anchorOf, answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'

/** A request that the document neither promises to take nor to refuse. */
type Question = {
  readonly id: string
  readonly title: string
  readonly what: string
  /** How the strict reading answers. */
  readonly strict: 'taken' | number
  /** None where the document has an answer. */
  readonly ambiguity?: number
  /** Undefined where the run lacks what it takes. */
  readonly ask: (conversation: Conversation, call: Call) => Promise<Exchange | undefined>
}

const charset: Question = {
  id: 'charset',
  title: 'a charset beside the media type',
  what: 'A body labelled application/json; charset=utf-8',
  strict: 'taken',
  ask: (conversation, call) => conversation.send({ ...call, contentType: 'application/json; charset=utf-8' }),
}

const withoutContentType: Question = {
  id: 'without-content-type',
  title: 'a body without a label',
  what: 'A body without Content-Type',
  strict: 415,
  ambiguity: 146,
  ask: (conversation, call) => conversation.send({ ...call, contentType: '' }),
}

const accept: Question = {
  id: 'accept',
  title: 'an Accept header that leaves out JSON',
  what: 'A call that accepts only text/html',
  strict: 'taken',
  ambiguity: 147,
  ask: (conversation, call) =>
    conversation.send({ ...call, parameters: { ...call.parameters, 'header.Accept': 'text/html' } }),
}

const trailingSlash: Question = {
  id: 'trailing-slash',
  title: 'the address with a slash at its end',
  what: 'The address with a slash at its end',
  strict: 404,
  ambiguity: 142,
  ask: (conversation, call) =>
    conversation.send({ ...call, operation: { ...call.operation, path: `${call.operation.path}/` } }),
}

const blanks: Question = {
  id: 'blanks-before-token',
  title: 'two blanks before the token',
  what: 'A token after two blanks',
  strict: 401,
  ambiguity: 144,
  ask: async (conversation, call) => {
    const { token } = conversation.session.spec.target
    return token === undefined ? undefined : conversation.send({ ...call, authorization: `Bearer  ${token}` })
  },
}

const twice: Question = {
  id: 'twice',
  title: 'one order checked out twice',
  what: 'An externalOrderId that was used before',
  strict: 'taken',
  ambiguity: 171,
  ask: async (conversation, call) => {
    const { tag } = conversation.session.spec
    const externalOrderId = `assay-${tag}-${tokenOf(8, tag, conversation.caseId)}`
    const again = { ...call, body: { ...(call.body as object), externalOrderId } }
    const first = await conversation.send(again, { verbatim: true })
    return isAccepted(first) ? conversation.send(again, { verbatim: true }) : first
  },
}

const questions: readonly Question[] = [charset, withoutContentType, accept, trailingSlash, blanks, twice]

/** What the document leaves open is asked, and told which reading the target holds. */
export const openQuestionCases = (session: Session): readonly Case[] => questions.map((one) => asked(session, one))

const asked = (session: Session, { id, title, what, strict, ambiguity, ask }: Question): Case => {
  const requirement = `checkout/flow/${id}`
  return story(session, {
    id: `checkout/${id}`,
    title,
    about: [requirement],
    run: async (conversation) => {
      const { accepted, reason } = await anchorOf(session, session.operation('checkout'), {})
      if (!accepted) return openAll(conversation, [requirement], reason)
      const exchange = await ask(conversation, accepted.call)
      if (!exchange) return conversation.note(untried(session.id(requirement), 'the run has no token to ask with'))
      const status = replyOf(exchange)?.status
      if (status === undefined) return conversation.note(open(session.id(requirement), answerText(exchange)))
      conversation.note(
        claim(conversation, exchange, {
          requirement,
          holds: strict === 'taken' ? isAccepted(exchange) : status === strict,
          message: `${what} is answered ${status}`,
          at: 'status',
          expected: strict === 'taken' ? '2xx' : String(strict),
          received: answerText(exchange),
          ...(ambiguity === undefined ? {} : { ambiguities: [ambiguity] }),
        }),
      )
    },
  })
}
