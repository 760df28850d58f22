import type { Answer } from '../../engine/answer.ts'
import { type Call, contentOf } from '../../engine/call.ts'
import { uuidOf } from '../../engine/ids.ts'
import type { Seen } from '../../engine/things.ts'
import { notFound, success } from '../answer.ts'
import type { GetOrderStatus } from '../order.ts'
import { now } from '../payload.ts'
import { lastPoll, type Submission, statusOf } from '../submission.ts'
import type { Shop } from './shop.ts'

export const getOrderStatus = (shop: Shop, call: Call): Answer<Submission> => {
  if (shop.soundness === 'unsound') return success({ orderId: null, status: 'Accepted', errors: null })
  // The rules have been checked: the body is one.
  const { submissionId } = contentOf(call) as GetOrderStatus
  const seen = shop.memory.submissions.read(submissionId)
  if (!seen) return notFound(uuidOf('trace', 'unknown submission', submissionId))
  tellFirstSuccess(shop, seen)
  return success(statusOf(seen), seen)
}

const tellFirstSuccess = ({ tell }: Shop, { thing: { operation, end }, reads }: Seen<Submission>): void => {
  const { orderId } = end
  if (operation !== 'createOrder' || reads !== lastPoll || end.status !== 'Succeeded' || orderId === null) return
  tell((secret) => ({ event: 'customer-order:changed', secret, payload: { orderIds: [orderId], date: now() } }))
}
