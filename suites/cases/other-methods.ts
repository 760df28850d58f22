import { finding } from '../../checks/check.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { failed } from '../../core/finding.ts'
import { isJsonType } from '../../core/media-type.ts'
import { replyText } from '../baseline-requests.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'

/** A method that the contract documents for no operation at this path. */
export const otherMethod = (context: CaseContext): string => {
  const taken = methodsAt(context)
  return ['PUT', 'DELETE', 'PATCH', 'POST'].find((method) => !taken.includes(method)) ?? 'PUT'
}

const methodsAt = ({ session, operation }: CaseContext): readonly string[] =>
  session.contract.operations.filter(({ path }) => path === operation.path).map(({ method }) => method)

/**
 * A GET where none is documented. Many a server answers it with a page, and some with a document of their own: only one
 * that is answered as the operation is says that GET performs it.
 */
export const readingCases = (context: CaseContext): readonly Case[] => {
  const { session, operation } = context
  if (methodsAt(context).includes('GET') || !operation.body) return []
  return [
    talk(context, {
      kind: 'protocol',
      facet: 'protocol/wrong-method/get',
      title: 'the path with GET',
      about: ['protocol/wrong-method'],
      run: async (conversation) => {
        const { accepted } = await baselineRequests(context)
        // That nothing was accepted is told where another method is tried.
        if (!accepted) return
        const { body, ...call } = accepted.call
        const exchange = await conversation.send({ ...call, method: 'GET' }, { soft: true, wantsRefusal: true })
        if (!isAnsweredLike(exchange, accepted.exchange)) return
        const problem = finding(conversation.contextOf(exchange), {
          message: `The path with GET is answered as with ${operation.method}`,
          at: 'status',
          expected: operation.refusals.method.status.join(' or '),
          received: replyText(exchange),
        })
        conversation.note(failed(session.id(`${operation.id}/protocol/wrong-method`), problem))
      },
    }),
  ]
}

const isAnsweredLike = (one: Exchange, other: Exchange): boolean => {
  const [first, second] = [replyOf(one), replyOf(other)]
  return (
    first?.status === second?.status &&
    (first?.body === '') === (second?.body === '') &&
    isJsonType(first?.headers['content-type']) === isJsonType(second?.headers['content-type'])
  )
}
