import { uuidOf } from '../../ids.ts'
import { type Answer, notFound, success } from '../answer.ts'
import { type Call, jsonOf } from '../call.ts'
import type { GetOrderStatus } from '../order.ts'
import type { Service } from '../service.ts'
import { lastPoll, type Polled, statusOf } from '../submission.ts'
import type { Soundness } from './soundness.ts'

export const getOrderStatus = (service: Service, call: Call, soundness: Soundness): Answer => {
  if (soundness === 'unsound') return success({ orderId: null, status: 'Accepted', errors: null })
  // The rules have been checked: the body is one.
  const { submissionId } = jsonOf(call) as GetOrderStatus
  const polled = service.state.poll(submissionId)
  if (!polled) return notFound(uuidOf('trace', 'unknown submission', submissionId))
  tellFirstSuccess(service, polled)
  return success(statusOf(polled), polled)
}

const tellFirstSuccess = ({ tell }: Service, { submission: { operation, end }, poll }: Polled): void => {
  if (operation !== 'createOrder' || poll !== lastPoll) return
  if (end.status === 'Succeeded' && end.orderId !== null) tell(end.orderId)
}
