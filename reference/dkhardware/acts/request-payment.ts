import type { Answer } from '../answer.ts'
import { type Call, jsonOf } from '../call.ts'
import { fixtures } from '../fixtures.ts'
import { requirementId } from '../operations.ts'
import type { RequestPayment } from '../order.ts'
import type { Service } from '../service.ts'
import type { End } from '../submission.ts'
import { accept, failed } from './accept.ts'
import type { Soundness } from './soundness.ts'

const orderCancelled = "Order payment could not be requested for order at status 'Cancelled'"

export const requestPayment = (service: Service, call: Call, soundness: Soundness): Answer =>
  accept(service, call, () => ({
    operation: 'requestPayment',
    referenceId: null,
    end: soundness === 'sound' ? endOf(service, call) : failed(null, 'The payment could not be requested'),
  }))

const endOf = ({ state, hooks }: Service, call: Call): End => {
  // The rules have been checked: the body is one.
  const { orderId } = (jsonOf(call) as RequestPayment).customerOrder
  const overlooksCancelled = hooks.overlooks(requirementId('flow/request-payment/cancelled-order-fails'), call)
  if (orderId === fixtures.cancelledOrderId && !overlooksCancelled) return failed(orderId, orderCancelled)
  if (!state.knowsOrder(orderId)) return failed(orderId, 'Order payment could not be requested for an unknown order')
  return { orderId, status: 'Succeeded', errors: null }
}
