import { methodsDocument, orderDocument } from '../documents.ts'
import { authorizedOf, total } from '../order.ts'
import { type Act, found } from './act.ts'

export const getOrder: Act = (service, call) => {
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const counted = service.hooks.slips('reads are counted') ? { c_reads: service.state.count() } : {}
  return { document: { ...orderDocument(asked.order), ...counted } }
}

export const getPaymentMethods: Act = (service, call) => {
  const order = service.state.order(call.parameters['order_no'] ?? '')
  if (order?.isForeign) return { refusal: { status: 400, type: 'InvalidCustomer' } }
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const open = total - authorizedOf(asked.order)
  return { document: methodsDocument(service.hooks.slips('methods are empty') ? 0 : open) }
}
