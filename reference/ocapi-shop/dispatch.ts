import { acts } from './acts/acts.ts'
import { type Answer, type Refusal, refused, success } from './answer.ts'
import type { Call } from './call.ts'
import { methodsDocument, orderDocument } from './documents.ts'
import { fixtures } from './fixtures.ts'
import { newOrder, total } from './order.ts'
import { stages } from './problems.ts'
import type { Service } from './service.ts'

/** The answer to a request. Nothing but the state is touched. */
export const answer = (service: Service, call: Call): Answer => {
  const { hooks } = service
  const found = stages.flatMap((stage) => stage(call))
  const noticed = found.find(({ requirement }) => !hooks.overlooks(requirement, call))
  const refusal = noticed ?? hooks.finds(call)[0]
  return hooks.answers(refusal ? refused(refusal.refusal) : performed(service, call, found.length > 0), call)
}

/** What a fault lets through breaks a rule all the same, so it is taken and then comes to nothing. */
const performed = (service: Service, call: Call, isUnsound: boolean): Answer => {
  const done = isUnsound && isBroken(call) ? nothing(service, call) : acts[call.operation](service, call)
  return 'refusal' in done ? refused(done.refusal) : success(done.document)
}

/** Whether the request cannot be acted on as it is; bad credentials do not make it so. */
const isBroken = (call: Call): boolean =>
  stages.slice(2).some((stage) => stage(call).length > 0) || call.method !== call.sentMethod

const nothing = ({ state }: Service, { operation, parameters }: Call): { readonly document: Answer['body'] } => {
  if (operation === 'getPaymentMethods') return { document: methodsDocument(total) }
  const no = parameters['order_no'] ?? fixtures.orderNo
  return { document: orderDocument(state.order(no) ?? newOrder(no)) }
}

/** The answer to anything unforeseen. */
export const crash = (): Answer => refused({ status: 500, type: 'InternalServerError' })

export const noSuchPath = (path: string): Answer => refused(missing(path))

const missing = (path: string): Refusal => ({ status: 404, type: 'ResourcePathNotFound', arguments: { path } })
