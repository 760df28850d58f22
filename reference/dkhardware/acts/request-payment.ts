import type { Answer } from '../../engine/answer.ts'
import { type Call, contentOf } from '../../engine/call.ts'
import { fixtures } from '../fixtures.ts'
import { requirementId } from '../operations.ts'
import type { RequestPayment } from '../order.ts'
import type { End, Submission } from '../submission.ts'
import { accept, failed } from './accept.ts'
import type { Shop } from './shop.ts'

const orderCancelled = "Order payment could not be requested for order at status 'Cancelled'"

export const requestPayment = (shop: Shop, call: Call): Answer<Submission> =>
  accept(shop, call, () => ({
    operation: 'requestPayment',
    referenceId: null,
    end: shop.soundness === 'sound' ? endOf(shop, call) : failed(null, 'The payment could not be requested'),
  }))

const endOf = ({ memory, hooks }: Shop, call: Call): End => {
  // The rules have been checked: the body is one.
  const { orderId } = (contentOf(call) as RequestPayment).customerOrder
  const overlooksCancelled = hooks.overlooks(requirementId('flow/request-payment/cancelled-order-fails'), call)
  if (orderId === fixtures.cancelledOrderId && !overlooksCancelled) return failed(orderId, orderCancelled)
  if (!memory.orders.has(orderId)) return failed(orderId, 'Order payment could not be requested for an unknown order')
  return { orderId, status: 'Succeeded', errors: null }
}
