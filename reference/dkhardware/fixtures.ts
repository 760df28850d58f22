/** Values that exist at the service, by fixture name. */
export const fixtures = {
  customerId: '424726',
  productId: '17',
  paymentMethodCode: 'credit-card',
  shippingMethod: 'Standard Ground',
  userId: '93',
  orderId: '517231',
  cancelledOrderId: '538368',
  failingCustomerId: '500424',
  failingOrderId: '500517',
  failingSubmissionId: '50050050-0500-4500-8500-050050050050',
} as const
