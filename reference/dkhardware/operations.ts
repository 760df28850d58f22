export type OperationId = 'createOrder' | 'requestPayment' | 'getOrderStatus'

export const paths: Readonly<Record<OperationId, string>> = {
  createOrder: '/v1/order/create',
  requestPayment: '/v1/order/request-payment',
  getOrderStatus: '/v1/order/status',
}

export const operationIds: readonly OperationId[] = ['createOrder', 'requestPayment', 'getOrderStatus']

export const contract = 'dkhardware'

/** The full id of a requirement of this contract. */
export const requirementId = (tail: string): string => `${contract}/${tail}`
