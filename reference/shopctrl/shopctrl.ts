import { referenceOf } from '../engine/app.ts'
import type { Service } from '../engine/service.ts'
import { switches } from './faults/switches.ts'
import { addPayment, contract, fixtures, operation, read, refusal, stages, referenceToken as token } from './service.ts'

/** No memory: nothing that is documented reads a payment back. */
export const service: Service = {
  contract,
  token,
  fixtures,
  operations: [{ id: operation, method: 'POST', path: '/v1/Orders/:orderId/Payments' }],
  elsewhere: () => ({ operation }),
  read,
  stages,
  refuse: refusal,
  open: () => undefined,
  perform: addPayment,
  crash: () => ({ status: 500, headers: {}, body: null, text: '' }),
  switches,
}

/** The payments of ShopCtrl's API, by the strictest reading of their document. */
export const shopctrl = referenceOf(service)
