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

/** Slips: references that are alike in some way are taken for one. */
const whatIsCompared: Readonly<Record<string, (referenceId: string) => string>> = {
  'of references the first 32 characters count': (referenceId) => referenceId.slice(0, 32),
  'of references the first 20 characters count': (referenceId) => referenceId.slice(0, 20),
  'letters of references count in any case': (referenceId) => referenceId.toLowerCase(),
}

/** Slip: all orders without a reference share one. */
export const noneIsOne = 'no reference is one'

export const referenceSlips = Object.keys(whatIsCompared)

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
  if (referenceId === null || referenceId === '')
    return hooks.slips(noneIsOne) && memory.claimsOf(noneIsOne) > 0 ? duplicateReference : undefined
  const slip = referenceSlips.find((one) => hooks.slips(one))
  const compared = (slip === undefined ? undefined : whatIsCompared[slip])?.(referenceId) ?? referenceId
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
