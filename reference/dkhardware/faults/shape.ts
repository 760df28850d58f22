import { at } from '../../../core/json.ts'
import type * as engine from '../../engine/shape.ts'
import type { OperationId } from '../operations.ts'
import { lastPoll, type Submission, statusOf } from '../submission.ts'

export { alters, answersWith, bodyWith, drops, replies, sets } from '../../engine/shape.ts'

/** The answers that a fault speaks about. */
export type When = engine.When<Submission>

/** Status replies that say so, for submissions of the given operation or of any. */
export const shows =
  (status: 'Accepted' | 'Processing' | 'Succeeded' | 'Failed', operation?: OperationId): When =>
  ({ about }) =>
    about !== undefined &&
    about.reads > 0 &&
    at(statusOf(about), ['status']) === status &&
    (operation === undefined || about.thing.operation === operation)

/** Status replies with an order in them. */
export const shown: When = shows('Succeeded', 'createOrder')

/** Status replies to polls after the one that showed the end. */
export const later =
  (when: When): When =>
  (answer, call) =>
    when(answer, call) && (answer.about?.reads ?? 0) > lastPoll

/** The submission as if it were about another order. */
export const withOrderId = (submission: Submission, orderId: string): Submission => {
  const { end } = submission
  return { ...submission, end: { ...end, orderId, ...(end.payload ? { payload: { ...end.payload, orderId } } : {}) } }
}
