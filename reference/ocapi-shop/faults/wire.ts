import { type Breakage, hangs } from '../../engine/breakage.ts'
import { type OperationId, operationIds } from '../operations.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const broken = (operation: OperationId, breakage: Breakage, what: string): Row => ({
  id: `${breakage}-at-${operation}`,
  title: `When ${operation} should succeed, ${what}`,
  requirement: `${operation}/transport/complete-reply`,
  ...(hangs(breakage) ? { hangs: true } : {}),
  // What is sent again after a reset comes with a state that the first attempt has made old.
  ...(operation === 'updateOrder' ? { also: ['flow/resource-state/current-accepted'] } : {}),
  hooks: {
    breaks: ({ status }, call) => (call.operation === operation && status === 200 ? breakage : undefined),
  },
})

const usesUp: readonly OperationId[] = ['submitBasket', 'submitBasketWithOrderNo', 'removeNote']

/** Calls that should be answered 200 and get no complete reply. */
export const wireFaults: readonly Switch[] = switchesOf('wire', [
  // What is sent again after a reset finds a basket or note used up: there the reply only breaks off.
  ...operationIds.map((operation) =>
    usesUp.includes(operation)
      ? broken(operation, 'cut-short', 'the reply ends before its content-length')
      : broken(operation, 'reset', 'the connection is reset in place of a reply'),
  ),
  broken('getPaymentMethods', 'cut-short', 'the reply ends before its content-length'),
  broken('getPaymentMethods', 'stall', 'the reply stops half-way and never goes on'),
  broken('getPaymentMethods', 'silence', 'there is never a reply'),
  broken('getPaymentMethods', 'not-http', 'what comes back is not HTTP'),
])
