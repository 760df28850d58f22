import { at, type JsonObject, objectOf, withAt } from '../../../core/json.ts'
import type { Refusal } from '../../engine/problem.ts'
import { basketOf } from '../basket.ts'
import { objectOf as sentIn } from '../call.ts'
import { orderDocument } from '../documents.ts'
import { newOrder } from '../order.ts'
import type { Service } from '../service.ts'
import { type Act, type Done, withCustom } from './act.ts'

export const submitBasket: Act = (service, call) => {
  const { state, hooks } = service
  const body = sentIn(call)
  const basketId = String(body['basket_id'])
  const refusal = refusalOf(service, basketId)
  if (refusal) return { refusal }
  return submitted(service, {
    basketId,
    no: (hooks.slips('chosen numbers are given again') ? state.drawnNumber() : undefined) ?? state.nextNumber(),
    isChosen: false,
    body,
  })
}

export const submitBasketWithOrderNo: Act = (service, call) => {
  const { state, hooks } = service
  const asked = call.parameters['order_no'] ?? ''
  const whole = hooks.slips('a plus is a blank') ? asked.replaceAll('+', ' ') : asked
  const no = hooks.slips('long numbers are cut') ? whole.slice(0, 40) : whole
  const basketId = String(sentIn(call)['basket_id'])
  if (state.order(no)) {
    if (hooks.slips('duplicates overwrite')) state.keep({ ...newOrder(no), status: 'failed' })
    const message = `An order with order number '${no}' already exists.`
    return { refusal: { status: 409, type: 'DuplicateOrderNumber', details: { orderNo: no }, message } }
  }
  const refusal = refusalOf(service, basketId)
  if (refusal && hooks.slips('refused submits make orders')) state.keep(newOrder(no))
  if (refusal) return { refusal }
  return submitted(service, {
    basketId,
    no: hooks.slips('numbers are its own') ? state.nextNumber() : no,
    isChosen: true,
    body: sentIn(call),
  })
}

const refusalOf = ({ state, hooks }: Service, basketId: string): Refusal | undefined => {
  const read = hooks.slips('ids of baskets are trimmed') ? basketId.trim() : basketId
  const basket = basketOf(
    hooks.slips('ids of baskets are in any case') && !/[a-z]/.test(read) ? read.toLowerCase() : read,
  )
  if (basket.kind === 'faulty') return basket.refusal
  const isGone = state.isUsed(basketId) && !hooks.slips('used baskets stay')
  if (basket.kind === 'prepared' && !isGone) return undefined
  const message = `No basket with ID '${basketId}' was found.`
  return { status: 404, type: 'BasketNotFound', details: { basketId }, message }
}

const customerEmail = ['customer_info', 'email']

type Submission = {
  readonly basketId: string
  readonly no: string
  readonly isChosen: boolean
  readonly body: JsonObject
}

const submitted = ({ state, hooks }: Service, { basketId, no, isChosen, body }: Submission): Done => {
  state.use(basketId)
  const fresh = newOrder(no)
  const order = hooks.slips('custom properties of baskets are considered')
    ? { ...fresh, custom: withCustom(fresh.custom, body) }
    : fresh
  state.keep(order)
  if (isChosen && hooks.slips('chosen orders are lost')) state.lose(no)
  const document = orderDocument(hooks.slips('new orders are open') ? { ...order, status: 'open' } : order)
  const { currency } = body
  const slip = isChosen ? 'chosen baskets are considered' : 'baskets are considered'
  const isConsidered = typeof currency === 'string' && hooks.slips(slip)
  const email = isChosen && hooks.slips('customers of baskets are considered') ? at(body, customerEmail) : undefined
  const addressed = email === undefined ? document : objectOf(withAt(document, customerEmail, email))
  return { document: isConsidered ? { ...addressed, currency } : addressed }
}
