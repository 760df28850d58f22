import { excuse } from '../../../checks/answer.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { type Evidence, inconclusive } from '../../../core/finding.ts'
import type { Conversation } from '../../conversation.ts'
import { type Claim, claim as plainClaim } from '../story.ts'

/** A statement about an exchange, kept or not; open where the target did not answer, or not to this caller. */
export const claim = (conversation: Conversation, exchange: Exchange, one: Claim): Evidence => {
  const excused = one.holds ? undefined : excuse(exchange)
  return excused === undefined
    ? plainClaim(conversation, exchange, one)
    : inconclusive(conversation.session.id(one.requirement), excused)
}
