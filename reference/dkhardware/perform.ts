import { at } from '../../core/json.ts'
import type { Answer } from '../engine/answer.ts'
import { type Call, contentOf } from '../engine/call.ts'
import { uuidOf } from '../engine/ids.ts'
import type { Problems } from '../engine/problem.ts'
import { createOrder } from './acts/create-order.ts'
import { getOrderStatus } from './acts/get-order-status.ts'
import { requestPayment } from './acts/request-payment.ts'
import type { Shop } from './acts/shop.ts'
import { refusal, systemError } from './answer.ts'
import { fixtures } from './fixtures.ts'
import type { State } from './state.ts'
import type { Submission } from './submission.ts'

export const perform = (shop: Shop, call: Call): Answer<Submission> => {
  const { operation, text } = call
  if (failsInside(call)) return systemError(uuidOf('trace', 'system', operation, shop.memory.count(`system ${text}`)))
  switch (operation) {
    case 'createOrder':
      return createOrder(shop, call)
    case 'requestPayment':
      return requestPayment(shop, call)
    default:
      return getOrderStatus(shop, call)
  }
}

/** A customer, an order and a submission stand for what goes wrong inside. */
const failsInside = (call: Call): boolean => {
  const body = contentOf(call)
  switch (call.operation) {
    case 'createOrder':
      return at(body, ['customerOrder', 'customerId']) === fixtures.failingCustomerId
    case 'requestPayment':
      return at(body, ['customerOrder', 'orderId']) === fixtures.failingOrderId
    default:
      return at(body, ['submissionId']) === fixtures.failingSubmissionId
  }
}

export const refuse = (problems: Problems, { operation, method, text }: Call, { count }: State): Answer => {
  const parts = ['trace', operation, method, text, ...problems.map(({ requirement }) => requirement)]
  return refusal(problems, uuidOf(...parts, count(JSON.stringify(parts))))
}
