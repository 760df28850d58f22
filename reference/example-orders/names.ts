export const contract = 'example-orders'

export const operations = ['listOrders', 'createOrder', 'getOrder', 'cancelOrder', 'refundOrder'] as const

export const bodied = ['createOrder', 'refundOrder'] as const

/** Fixed, reserved, and no secret. */
export const referenceToken = 'reference-token'
