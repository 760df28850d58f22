import { loadContract } from '../../contracts/load.ts'
import {
  anyObject,
  echo,
  empty,
  everyReply,
  json,
  mute,
  type NullServices,
  page,
  takesNone,
  xml,
} from './null-service.ts'
import { statelessly } from './stateless.ts'

const spec = await loadContract('shopctrl')
const contract = spec.id
const replies = everyReply(contract)

/** The document's sample of a payment, which it shows as what is sent and as what comes back. */
const documented = spec.operations[0]?.body?.examples[0]?.value

const flow = (...ids: readonly string[]) => ids.map((id) => `shopctrl/addPayment/flow/${id}`)

/** Whoever takes everything, takes every form and whatever the document does not rule out. */
const takesAll = [
  'shopctrl/addPayment/protocol/message-forms',
  'shopctrl/addPayment/protocol/json-forms',
  'shopctrl/addPayment/protocol/xml-forms',
  ...replies,
  'shopctrl/addPayment/request/**/optional',
  ...flow('again', 'takes/*', 'charset', 'no-allocations', 'negative-amount', 'unknown-member'),
]
/** What tells nothing of a payment tells nothing of another one. */
const ownReply = flow('own-reply')
const ok = 'shopctrl/addPayment/response.200/status'
const alikeInJson = ['shopctrl/flow/forms/request', 'shopctrl/flow/forms/reply-in-text-json']
/** JSON to whoever asks for JSON. */
const inJson = [...flow('any-accept', 'answers/application-json'), ...alikeInJson]
const none = (answer: string) => takesNone('1 operation', `addPayment: it answers ${answer}`)

export const shopctrl: NullServices = {
  contract,
  // None of them is a value of the document's sample.
  fixtures: {
    orderId: '21',
    shopOwnerId: '12',
    currencyId: '14',
    currencyCode: 'EUR',
    invoiceId: '11',
    shopId: '13',
    paymentTypeId: '15',
  },
  services: [
    {
      name: 'answers 200 {}',
      answer: () => json(200, {}),
      outcome: 'nonconformant',
      byChance: ownReply,
      mayKeep: [...takesAll, ok, ...flow('any-accept', 'answers/application-json'), ...anyObject(contract, '200')],
    },
    {
      name: 'answers 200 <Payment/>',
      answer: () => xml(200, '<Payment/>'),
      outcome: 'nonconformant',
      byChance: ownReply,
      mayKeep: [
        ...takesAll,
        ok,
        ...flow('answers/application-xml'),
        'shopctrl/addPayment/response.200/xml/**',
        ...anyObject(contract, '200'),
      ],
    },
    {
      name: 'answers 204 without a body',
      answer: () => empty(204),
      outcome: 'nonconformant',
      mayKeep: [...takesAll, ...flow('any-accept')],
    },
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
      // It brings back what was sent, and no more: the name of the root, the types of the members are the sender's.
      byChance: ownReply,
      mayKeep: [
        ...takesAll,
        ok,
        ...alikeInJson,
        'shopctrl/flow/round-trip/**',
        ...['once', 'order', 'items'].map((rule) => `shopctrl/addPayment/response.200/xml/${rule}`),
      ],
    },
    {
      name: "answers with the document's sample",
      answer: () => json(200, documented),
      outcome: 'nonconformant',
      mayKeep: [...takesAll, ...inJson, 'shopctrl/addPayment/response.200/**'],
    },
    {
      name: 'answers by the schema and knows nothing',
      answer: statelessly(spec),
      outcome: 'nonconformant',
      // What it is asked for it tells in each form, and in each the same.
      mayKeep: [
        ...takesAll,
        ...flow('any-accept', 'answers/*'),
        ...alikeInJson,
        'shopctrl/flow/forms/reply',
        'shopctrl/addPayment/response.200/**',
      ],
    },
    {
      name: 'answers 400 <Payment/>',
      answer: () => xml(400, '<Payment/>'),
      outcome: 'unusable',
      saidFirst: none('400 "<Payment/>"'),
      mayKeep: [],
    },
    ...mute(none),
  ],
}
