import { isAccepted } from '../../checks/answer.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { typesOf } from '../../contracts/schema/schema.ts'
import { replyOf } from '../../core/exchange.ts'
import { warned } from '../../core/finding.ts'
import { at, type Json, without } from '../../core/json.ts'
import { firstAt, placeOf } from '../../core/place.ts'
import { refusedValid } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { baselineRequests, type CaseContext } from './case.ts'
import { requirementOf } from './edges.ts'

/**
 * Texts that each valid request holds, so that what it made is known again, and that no document calls for: whoever asks
 * for them is reported.
 */
export const tryWithoutHeld = async (context: CaseContext, conversation: Conversation): Promise<void> => {
  const { accepted } = await baselineRequests(context)
  const { body } = context.operation
  if (!accepted || !body) return
  for (const node of nodesOf(body.node).filter(isHeldText)) {
    const path = firstAt(node.path)
    const whole: Json = accepted.call.body ?? null
    if (at(whole, path) === undefined) continue
    const exchange = await conversation.send({ ...accepted.call, body: without(whole, path) })
    if (isAccepted(exchange) || !replyOf(exchange)) continue
    const place = placeOf(node.path)
    const { requirement, finding } = refusedValid(conversation, {
      exchange,
      requirement: requirementOf(context, { place, keyword: 'type' }),
      what: `A request without ${place}, which no document calls for,`,
      blames: { place, because: 'absent' },
      isKnown: true,
    })
    if (finding) conversation.note(warned(requirement, finding))
  }
}

/** What has to fit something that exists, or is a secret, may well be needed though no document says so. */
const isHeldText = ({ required, schemas: { strict } }: SchemaNode): boolean =>
  !required.strict &&
  strict['x-assay-drawn'] === 'always' &&
  typesOf(strict)?.includes('string') === true &&
  !['x-assay-fixture', 'x-assay-sample', 'x-assay-hidden'].some((keyword) => keyword in strict)
