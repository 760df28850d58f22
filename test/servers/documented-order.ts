// Replies that the samples of the OCAPI Shop documents show, cut down to one of each thing.

export const documentedOrder = {
  _v: '19.8',
  billing_address: { city: 'Boston', country_code: 'US', first_name: 'Jeff', full_name: 'Jeff Lebowski' },
  creation_date: '2014-11-06T13:36Z',
  currency: 'USD',
  customer_info: { customer_no: 'jlebowski' },
  order_no: '00000101',
  order_token: 'XizrH5hY1vB-Mxno-zfoCqTkegl3y7_OrRPGNZFlYG8',
  order_total: 1.06,
  payment_instruments: [
    {
      amount: 1,
      id: 'cdKCIiWbNVndQaaadhlSa35gtp',
      payment_card: {
        card_type: 'testVisa',
        credit_card_expired: false,
        expiration_month: 4,
        expiration_year: 2018,
        holder: 'TestPerson',
        number_last_digits: 'mber',
        number_masked: '**********mber',
      },
      payment_method_id: 'OCAPI_Payment_Simple',
    },
  ],
  product_total: 1,
  shipping_total: 0.01,
  status: 'created',
  tax_total: 0.05,
}

export const documentedMethods = {
  _v: '19.8',
  _type: 'payment_method_result',
  applicable_payment_methods: [{ _type: 'payment_method', id: 'BANK_TRANSFER', name: 'Bank Transfer' }],
}
