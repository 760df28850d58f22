import type { Answer } from '../engine/answer.ts'
import type { Call } from '../engine/call.ts'
import type { Context } from '../engine/service.ts'
import { acts } from './acts/acts.ts'
import { refused, success } from './answer.ts'
import { methodsDocument, orderDocument } from './documents.ts'
import { fixtures } from './fixtures.ts'
import { heard } from './heard.ts'
import { operationIds } from './operations.ts'
import { newOrder, total } from './order.ts'
import type { State } from './state.ts'

/** What a fault lets through breaks a rule all the same, so it is taken and then comes to nothing. */
export const perform = ({ memory: state, hooks, soundness }: Context<State>, call: Call): Answer => {
  const operation = operationIds.find((id) => id === call.operation)
  const done =
    soundness === 'unsound' || operation === undefined
      ? nothing(state, call)
      : acts[operation]({ state, hooks }, heard(call, hooks))
  return 'refusal' in done ? refused(done.refusal) : success(done.document)
}

const nothing = (state: State, { operation, parameters }: Call) => {
  if (operation === 'getPaymentMethods') return { document: methodsDocument(total) }
  const no = parameters['order_no'] ?? fixtures.orderNo
  return { document: orderDocument(state.order(no) ?? newOrder(no)) }
}
