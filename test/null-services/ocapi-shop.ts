import { loadContract } from '../../contracts/load.ts'
import { documentedMethods, documentedOrder } from '../servers/documented-order.ts'
import { anyObject, echo, empty, everyReply, json, mute, type NullServices, page, takesNone } from './null-service.ts'
import { statelessly } from './stateless.ts'

const spec = await loadContract('ocapi-shop')
const contract = spec.id
/** Whoever sends back nothing of a request sends back no card number. */
const discreet = [...everyReply(contract), 'ocapi-shop/*/security/hidden/**']

/** Whoever takes everything, takes what is not documented too. */
const takesAll = [
  'ocapi-shop/*/protocol/message-forms',
  'ocapi-shop/*/protocol/json-forms',
  ...discreet,
  'ocapi-shop/*/request/**/optional',
  'ocapi-shop/flow/notes/empty-note',
  'ocapi-shop/addPaymentInstrument/flow/month-beyond-twelve',
  'ocapi-shop/removePaymentInstrument/unknown-instrument',
]
const ok = 'ocapi-shop/*/response.200/status'
const none = (answer: string) => takesNone('9 operations', `addNote: it answers ${answer}`)

export const ocapiShop: NullServices = {
  contract,
  fixtures: {
    basketId: 'assay-basket-{unique}',
    orderNo: '00000021',
    foreignOrderNo: '00000022',
    paymentMethodId: 'CREDIT_CARD',
    customerPaymentInstrumentId: 'customer-card-1',
  },
  services: [
    {
      name: 'answers 200 {}',
      answer: () => json(200, {}),
      outcome: 'nonconformant',
      mayKeep: [...takesAll, ok, ...anyObject(contract, '200')],
    },
    { name: 'answers 204 without a body', answer: () => empty(204), outcome: 'nonconformant', mayKeep: takesAll },
    {
      name: 'answers 200 with a web page',
      answer: () => page(200),
      outcome: 'unusable',
      saidFirst: none('200 with an HTML page'),
      mayKeep: [],
    },
    {
      name: 'answers what it was sent',
      answer: echo,
      outcome: 'nonconformant',
      // The card numbers too; of an order that is to be updated the members that were sent.
      mayKeep: [
        ...takesAll.filter((glob) => !glob.includes('/hidden/')),
        ok,
        ...['order_total', 'currency', 'order_token', 'customer_name', 'source_code'].map(
          (name) => `ocapi-shop/updateOrder/response.200/${name}`,
        ),
      ],
    },
    {
      name: "answers with the documents' samples",
      answer: ({ path }) => json(200, path.endsWith('/payment_methods') ? documentedMethods : documentedOrder),
      outcome: 'nonconformant',
      // One order that never changes: it is always found, and reads as it did before.
      mayKeep: [
        ...takesAll,
        'ocapi-shop/*/response.200/**',
        'ocapi-shop/flow/submit/order-is-found',
        'ocapi-shop/flow/submit/status-created',
        'ocapi-shop/flow/submit/other-properties-ignored',
        'ocapi-shop/flow/chosen-number/other-properties-ignored',
        ...['order', 'notes'].map((thing) => `ocapi-shop/flow/${thing}/reads-are-stable`),
        ...['json', 'labelled'].map((form) => `ocapi-shop/getOrder/format/${form}`),
      ],
      // All its orders have one number, so that it depends on who else writes to it in between.
      byChance: [
        'ocapi-shop/flow/**/*leaves-the-rest',
        'ocapi-shop/flow/**/*-reads-back*',
        'ocapi-shop/flow/methods/reads-are-stable',
      ],
    },
    {
      name: 'answers by the schema and knows nothing',
      answer: statelessly(spec),
      outcome: 'nonconformant',
      // The same path is answered the same, with nothing of what was sent.
      mayKeep: [
        ...takesAll,
        'ocapi-shop/*/response.200/**',
        'ocapi-shop/flow/submit/other-properties-ignored',
        'ocapi-shop/flow/chosen-number/other-properties-ignored',
        'ocapi-shop/flow/order/reads-are-stable',
        'ocapi-shop/flow/methods/reads-are-stable',
        ...['json', 'labelled'].map((form) => `ocapi-shop/getOrder/format/${form}`),
        'ocapi-shop/flow/resource-state/current-accepted',
      ],
      // What stores nothing shows nothing of another order: seen where a note that it makes up is long enough.
      byChance: ['ocapi-shop/flow/*/stay-with-their-order'],
    },
    ...mute(none),
  ],
}
