import type { Answer } from '../../engine/answer.ts'
import { type Call, contentOf } from '../../engine/call.ts'
import { digitsOf } from '../../engine/ids.ts'
import { requirementId } from '../operations.ts'
import type { CreateOrder, Order } from '../order.ts'
import { payloadOf, type User } from '../payload.ts'
import type { State } from '../state.ts'
import type { End, Submission } from '../submission.ts'
import { accept, failed } from './accept.ts'
import type { Shop } from './shop.ts'

const duplicateReference = 'Same reference ID already was used for another order or in another request'

/** A slip: references that begin alike are taken for one. */
export const referencesAlike = 'references that begin alike are one'

export const createOrder = (shop: Shop, call: Call): Answer<Submission> =>
  accept(shop, call, (nth) => {
    const operation = 'createOrder'
    if (shop.soundness === 'unsound') {
      return { operation, referenceId: null, end: failed(null, 'The order could not be processed') }
    }
    // The rules have been checked: the body is one.
    const { customerOrder, referenceId = null } = contentOf(call) as CreateOrder
    const failure = duplicate(shop, call, referenceId) ?? unreadable(customerOrder)
    if (failure !== undefined) return { operation, referenceId, end: failed(null, failure) }
    const orderId = newOrderId(shop.memory, call.text, nth)
    return { operation, referenceId, end: succeeded(orderId, customerOrder, userOf(call)) }
  })

const duplicate = ({ memory, hooks }: Shop, call: Call, referenceId: string | null): string | undefined => {
  // An empty reference is none: any number of orders may have it.
  if (referenceId === null || referenceId === '') return undefined
  const compared = hooks.slips(referencesAlike) ? referenceId.slice(0, 32) : referenceId
  if (memory.claimsOf(compared) === 0) return undefined
  return hooks.overlooks(requirementId('flow/reference-id/second-use-fails'), call) ? undefined : duplicateReference
}

/** The members that tie to a dictionary have no limit when posted, but one when read. */
const unreadable = ({ shippingMethod, paymentMethodCode }: Order): string | undefined => {
  if ([...shippingMethod].length > 200) return 'The shipping method is not known'
  return [...paymentMethodCode].length > 64 ? 'The payment method is not known' : undefined
}

/** Nine digits; an id that is taken is hashed again. */
const newOrderId = ({ orders }: State, text: string, nth: number): string => {
  for (let turn = 0; ; turn += 1) {
    const orderId = digitsOf(9, 'order', text, nth, turn)
    if (!orders.has(orderId)) return orderId
  }
}

const userOf = ({ headers }: Call): User => ({
  id: headers.get('user-id') ?? '',
  name: headers.get('user-name') || 'Reference User',
})

const succeeded = (orderId: string, order: Order, user: User): End => ({
  orderId,
  status: 'Succeeded',
  errors: null,
  payload: payloadOf(orderId, order, user),
})
