import type { Exchange } from '../core/exchange.ts'
import { type Evidence, failed, inconclusive } from '../core/finding.ts'
import { noWrites, type Session } from './session.ts'

/** So many writes that were lost, and refused when sent again, are no accident. */
const mostRefusedAgain = 3

export const unanswered = (session: Session, one: Exchange, times: number): Evidence =>
  failed(completeReplyOf(session, one), {
    message: 'The request is not answered, while others are',
    at: '',
    expected: 'one complete HTTP reply',
    received: `${detailOf(one)}, ${inWords(times)}`,
    exchange: one.id,
  })

/**
 * Where what was lost is refused when it is sent again, no single request shows whether its reply is always lost.
 * Several do, where no request of the operation was ever answered with a success.
 */
export const lostEachTime = (session: Session, first: Exchange): readonly Evidence[] => {
  const { accepted, refused, refusedAgain } = session.losses.writes.get(first.operation) ?? noWrites
  if (accepted > 0 || refusedAgain < Math.max(mostRefusedAgain, refused)) return []
  return [
    failed(completeReplyOf(session, first), {
      message: 'No request that the target may have done is answered by a whole reply',
      at: '',
      expected: 'one complete HTTP reply',
      received: `${detailOf(first)}; so for ${refusedAgain} requests, each refused when it was sent again`,
      exchange: first.id,
    }),
  ]
}

/** What broke again and again says so. */
export const timed = (evidence: Evidence, times: number | undefined): Evidence =>
  times === undefined || !evidence.finding
    ? evidence
    : {
        ...evidence,
        finding: { ...evidence.finding, received: `${evidence.finding.received}, ${inWords(times)}` },
      }

/** What a story found amiss after the reply to one of its writes was lost may come from that. */
export const asDoubtful = (evidence: Evidence, doubt: string | undefined): Evidence =>
  evidence.finding && doubt !== undefined ? inconclusive(evidence.requirement, `a reply was lost: ${doubt}`) : evidence

const completeReplyOf = (session: Session, { operation }: Exchange): string =>
  session.id(`${operation}/transport/complete-reply`)

const detailOf = ({ outcome }: Exchange): string => (outcome.kind === 'reply' ? '' : outcome.detail)

const inWords = (times: number): string => (times === 2 ? 'twice' : `${times} times`)
