/** Values that exist at the service, by fixture name. `{unique}` may be any text: each makes a basket of its own. */
export const fixtures = {
  basketId: 'assay-basket-{unique}',
  orderNo: '00000021',
  foreignOrderNo: '00000022',
  paymentMethodId: 'CREDIT_CARD',
  customerPaymentInstrumentId: 'customer-card-1',
  maskedPaymentInstrumentId: 'masked-instrument-1',
  ...Object.fromEntries(
    [
      'GiftCertificateCreation',
      'InvalidCustomer',
      'InvalidProductItem',
      'InvalidProductOptionItem',
      'InvalidProductOptionValueItem',
      'ProductItemNotAvailable',
      'Validation',
    ].map((type) => [`basketWithFault.${type}Exception`, `assay-basket-fault-${type}Exception-{unique}`]),
  ),
} as const
