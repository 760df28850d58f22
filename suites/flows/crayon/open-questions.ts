import { isAccepted } from '../../../checks/answer.ts'
import { objectOf } from '../../../core/json.ts'
import { tokenOf } from '../../../core/seed.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { type Question, questionCases } from '../question.ts'

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
    const { Authorization: header = '' } = (await conversation.session.credentials.current()).headers
    const [, token] = /^Bearer (.+)$/.exec(header) ?? []
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
    const again = { ...call, body: { ...objectOf(call.body), externalOrderId } }
    const first = await conversation.send(again, { verbatim: true })
    return isAccepted(first) ? conversation.send(again, { verbatim: true }) : first
  },
}

const questions: readonly Question[] = [charset, withoutContentType, accept, trailingSlash, blanks, twice]

/** What Crayon's document leaves open about requests. */
export const openQuestionCases = (session: Session): readonly Case[] =>
  questionCases(session, { operationId: 'checkout' }, questions)
