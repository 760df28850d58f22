import { at } from '../../core/json.ts'
import { uuidOf } from '../ids.ts'
import { createOrder } from './acts/create-order.ts'
import { getOrderStatus } from './acts/get-order-status.ts'
import { requestPayment } from './acts/request-payment.ts'
import { type Answer, type Problems, refusal, systemError } from './answer.ts'
import { type Call, jsonOf } from './call.ts'
import { fixtures } from './fixtures.ts'
import type { Problem } from './problem.ts'
import { stages } from './problems.ts'
import type { Service } from './service.ts'

const acts = { createOrder, requestPayment, getOrderStatus }

/** The answer to a request. Nothing but the state is touched, and the event that a change calls for is told. */
export const answer = (service: Service, call: Call): Answer => {
  const { hooks } = service
  const found = stages.map((stage) => stage(call))
  const seen = found.map((problems) => problems.filter(({ requirement }) => !hooks.overlooks(requirement, call)))
  const refused = [...seen, hooks.finds(call)].find(isSome)
  // What a fault lets through breaks a rule all the same, so it is taken and then comes to nothing.
  const soundness = found.at(-1)?.length === 0 ? 'sound' : 'unsound'
  const given = refused
    ? refusal(refused, traceIdOf(service, call, refused))
    : failsInside(call)
      ? systemError(uuidOf('trace', 'system', call.operation, service.state.count(`system ${call.text}`)))
      : acts[call.operation](service, call, soundness)
  return hooks.answers(given, call)
}

/** The answer to anything unforeseen. */
export const crash = (): Answer => systemError(uuidOf('trace', 'crash'))

/** A customer, an order and a submission stand for what goes wrong inside. */
const failsInside = (call: Call): boolean => {
  const body = jsonOf(call)
  switch (call.operation) {
    case 'createOrder':
      return at(body, ['customerOrder', 'customerId']) === fixtures.failingCustomerId
    case 'requestPayment':
      return at(body, ['customerOrder', 'orderId']) === fixtures.failingOrderId
    case 'getOrderStatus':
      return at(body, ['submissionId']) === fixtures.failingSubmissionId
  }
}

const isSome = (problems: readonly Problem[]): problems is Problems => problems.length > 0

const traceIdOf = ({ state }: Service, { operation, method, text }: Call, problems: Problems): string => {
  const parts = ['trace', operation, method, text, ...problems.map(({ requirement }) => requirement)]
  return uuidOf(...parts, state.count(JSON.stringify(parts)))
}
