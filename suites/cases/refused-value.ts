import { isAccepted } from '../../checks/answer.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { isClientError, replyOf } from '../../core/exchange.ts'
import type { Evidence } from '../../core/finding.ts'
import { at, brief, isSameText, type Json, withAt } from '../../core/json.ts'
import { firstAt, placeOf } from '../../core/place.ts'
import { refusedValid, unstated } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { namesMember } from '../names-member.ts'
import { validCall } from '../valid-call.ts'
import { baselineRequests, type CaseContext } from './case.ts'

/** So many further valid requests are drawn, in turn with all optional members and with none. */
const draws = 4

/** So many values are exchanged, one at a time, to find out which one is to blame. */
const mostExchanged = 12

/**
 * Where no plainly valid request is taken, and one with other values is: the value that is to blame. A run in which
 * nothing at all is taken judges nothing.
 */
export const refusedValue = async (context: CaseContext, conversation: Conversation): Promise<Evidence | undefined> => {
  const { session, operation, providers } = context
  const { body } = operation
  const { call, exchange } = (await baselineRequests(context)).minimal
  if (!body || call.body === undefined || !isRefused(replyOf(exchange)?.status)) return undefined
  const mayHaveToExist = [
    ...unstated(session, operation),
    ...nodesOf(body.node).flatMap(({ path, schemas }) => ('x-assay-fixture' in schemas.strict ? [placeOf(path)] : [])),
  ]
  for (const index of Array.from({ length: draws }, (_, place) => place)) {
    const recipe = {
      seed: session.seed(operation.id, 'other-values', String(index)),
      optional: index % 2 === 0 ? ('none' as const) : ('all' as const),
    }
    const other = await validCall(session, operation, { recipe, providers })
    if (other.unmade !== undefined || !isAccepted(await conversation.send(other))) continue
    const places = nodesOf(body.node)
      .filter((node) => isScalar(node) && !mayHaveToExist.includes(placeOf(node.path)))
      .filter(({ path }) => isOther(at(call.body, firstAt(path)), at(other.body, firstAt(path))))
      .map((node) => ({ node, place: placeOf(node.path) }))
    const namedFirst = [
      ...places.filter(({ place }) => namesMember(exchange, place)),
      ...places.filter(({ place }) => !namesMember(exchange, place)),
    ]
    for (const { node, place } of namedFirst.slice(0, mostExchanged)) {
      const step = firstAt(node.path)
      const changed = withAt(call.body, step, at(other.body, step) ?? null)
      if (!isAccepted(await conversation.send({ ...call, body: changed }))) continue
      const keyword = ['type', 'enum', 'const'].find((one) => one in node.schemas.strict) ?? 'optional'
      return refusedValid(conversation, {
        exchange,
        requirement: session.id(`${operation.id}/request/${place}/${keyword}`),
        what: `A valid value at ${place} (${brief(at(call.body, step), 40)}), where ${brief(at(other.body, step), 40)} is taken,`,
        blames: { place, because: 'present' },
      })
    }
    return undefined
  }
  return undefined
}

const isRefused = (status = 0): boolean => isClientError(status) && ![401, 403, 404, 405, 429].includes(status)

const isScalar = ({ path, items, properties }: SchemaNode): boolean =>
  path.length > 0 && !path.includes('*') && items === undefined && Object.keys(properties).length === 0

const isOther = (one: Json | undefined, other: Json | undefined): boolean =>
  one !== undefined && other !== undefined && !isSameText(one, other)
