import type { Refusal } from '../../engine/problem.ts'
import { basketOf } from '../basket.ts'
import { objectOf } from '../call.ts'
import { orderDocument } from '../documents.ts'
import { newOrder } from '../order.ts'
import type { Service } from '../service.ts'
import type { Act, Done } from './act.ts'

export const submitBasket: Act = (service, call) => {
  const { state, hooks } = service
  const body = objectOf(call)
  const basketId = String(body['basket_id'])
  const refusal = refusalOf(service, basketId)
  if (refusal) return { refusal }
  return submitted(service, {
    basketId,
    no: (hooks.slips('chosen numbers are given again') ? state.drawnNumber() : undefined) ?? state.nextNumber(),
    isChosen: false,
    currency: body['currency'],
  })
}

export const submitBasketWithOrderNo: Act = (service, call) => {
  const { state, hooks } = service
  const no = call.parameters['order_no'] ?? ''
  const basketId = String(objectOf(call)['basket_id'])
  if (state.order(no)) {
    if (hooks.slips('duplicates overwrite')) state.keep({ ...newOrder(no), status: 'failed' })
    const message = `An order with order number '${no}' already exists.`
    return { refusal: { status: 409, type: 'DuplicateOrderNumber', details: { orderNo: no }, message } }
  }
  const refusal = refusalOf(service, basketId)
  if (refusal) return { refusal }
  return submitted(service, {
    basketId,
    no: hooks.slips('numbers are its own') ? state.nextNumber() : no,
    isChosen: true,
    currency: objectOf(call)['currency'],
  })
}

const refusalOf = ({ state, hooks }: Service, basketId: string): Refusal | undefined => {
  const basket = basketOf(basketId)
  if (basket.kind === 'faulty') return basket.refusal
  const isGone = state.isUsed(basketId) && !hooks.slips('used baskets stay')
  if (basket.kind === 'prepared' && !isGone) return undefined
  const message = `No basket with ID '${basketId}' was found.`
  return { status: 404, type: 'BasketNotFound', details: { basketId }, message }
}

type Submission = {
  readonly basketId: string
  readonly no: string
  readonly isChosen: boolean
  readonly currency: unknown
}

const submitted = ({ state, hooks }: Service, { basketId, no, isChosen, currency }: Submission): Done => {
  state.use(basketId)
  const order = newOrder(no)
  state.keep(order)
  if (isChosen && hooks.slips('chosen orders are lost')) state.lose(no)
  const document = orderDocument(hooks.slips('new orders are open') ? { ...order, status: 'open' } : order)
  const slip = isChosen ? 'chosen baskets are considered' : 'baskets are considered'
  const isConsidered = typeof currency === 'string' && hooks.slips(slip)
  return { document: isConsidered ? { ...document, currency } : document }
}
