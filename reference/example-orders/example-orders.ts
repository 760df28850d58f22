import { referenceOf } from '../engine/app.ts'
import type { Service } from '../engine/service.ts'
import { switches } from './faults.ts'
import { contract, referenceToken as token } from './names.ts'
import { newState, type Order, type State } from './orders.ts'
import { perform, problem, refuse } from './perform.ts'
import { stages } from './stages.ts'

const order = '/orders/:order_id'

export const service: Service<State, Order> = {
  contract,
  token,
  fixtures: {},
  operations: [
    { id: 'listOrders', method: 'GET', path: '/orders' },
    { id: 'createOrder', method: 'POST', path: '/orders' },
    { id: 'getOrder', method: 'GET', path: order },
    { id: 'cancelOrder', method: 'POST', path: `${order}/cancel` },
    { id: 'refundOrder', method: 'POST', path: `${order}/refund` },
  ],
  elsewhere: () => problem({ status: 404, type: 'unknown-address', message: 'Nothing is here.' }),
  stages,
  refuse,
  open: newState,
  perform,
  crash: () => problem({ status: 500, type: 'crash' }),
  switches,
}

/** The orders of the example, by the strictest reading of their document. */
export const exampleOrders = referenceOf(service)
