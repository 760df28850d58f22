import { loadContract } from '../../contracts/load.ts'
import { brief as short } from '../../core/json.ts'
import {
  documentedCrash,
  documentedRefusal,
  documentedStatus,
  documentedSubmission,
} from '../servers/documented-examples.ts'
import { anyObject, everyReply, json, mute, type NullServices, page, takesNone } from './null-service.ts'
import { statelessly } from './stateless.ts'

const spec = await loadContract('dkhardware')
const contract = spec.id
const replies = everyReply(contract)

/** Whoever takes everything, takes requests without the optional members. */
const takesAll = [
  ...replies,
  'dkhardware/*/request/**/optional',
  'dkhardware/*/response.200/status',
  'dkhardware/*/protocol/message-forms',
  'dkhardware/*/protocol/json-forms',
]
const none = (answer: string) => takesNone('3 operations', `createOrder: it answers ${answer}`)
/** As reports tell a body: cut, and without the ids that differ from one answer to the next. */
const brief = (body: { readonly traceId: string }) => short(JSON.stringify(body).replace(body.traceId, '…'), 160)

export const dkhardware: NullServices = {
  contract,
  fixtures: {
    userId: '93',
    customerId: '424726',
    productId: '17',
    paymentMethodCode: 'credit-card',
    shippingMethod: 'Standard Ground',
    orderId: '517231',
    cancelledOrderId: '538368',
  },
  services: [
    {
      name: 'answers 200 {}',
      answer: () => json(200, {}),
      outcome: 'nonconformant',
      mayKeep: [...takesAll, ...anyObject(contract, '200')],
    },
    {
      name: 'answers 200 with a web page',
      answer: () => page(200),
      outcome: 'unusable',
      saidFirst: none('200 with an HTML page'),
      mayKeep: [],
    },
    {
      name: "answers 400 with the documents' example",
      answer: () => json(400, documentedRefusal),
      outcome: 'unusable',
      saidFirst: `${none(`400 ${brief(documentedRefusal)}`)}; of what was sent it names customerOrder/items[]/unitCost (21)`,
      mayKeep: [],
    },
    {
      name: "answers 500 with the documents' example",
      answer: () => json(500, documentedCrash),
      outcome: 'unusable',
      saidFirst: none(`500 ${brief(documentedCrash)}`),
      mayKeep: [],
    },
    {
      name: 'answers what it was sent',
      answer: ({ body }) => ({ status: 200, headers: { 'content-type': 'application/json' }, body }),
      outcome: 'nonconformant',
      mayKeep: [...takesAll, 'dkhardware/*/response.200/content-type'],
    },
    {
      name: 'answers with the headers it was sent',
      answer: ({ headers }) => json(200, Object.fromEntries(headers)),
      outcome: 'nonconformant',
      mayKeep: [...takesAll.filter((glob) => !glob.endsWith('no-secret-echo')), ...anyObject(contract, '200')],
    },
    {
      name: "answers with the documents' examples",
      answer: ({ path }) => json(200, path.endsWith('/status') ? documentedStatus : documentedSubmission),
      outcome: 'nonconformant',
      mayKeep: [
        ...takesAll,
        'dkhardware/*/response.200/**',
        // One constant story, told of every submission, contradicts itself nowhere …
        'dkhardware/flow/submission-lifecycle/submission-is-known',
        'dkhardware/flow/submission-lifecycle/states-never-go-back',
        'dkhardware/flow/submission-lifecycle/terminal-state-is-final',
        'dkhardware/flow/submission-lifecycle/identity-stays',
        'dkhardware/flow/submission-lifecycle/errors-exactly-when-failed',
        'dkhardware/flow/request-payment/submission-succeeds',
        'dkhardware/flow/round-trip/order-id',
        // … and these are the values that it was asked with.
        'dkhardware/flow/round-trip/customerId',
        'dkhardware/flow/round-trip/items[]/productId',
        'dkhardware/flow/round-trip/items[]/linePosition',
        'dkhardware/flow/round-trip/currency',
      ],
    },
    {
      name: 'answers by the schema and knows nothing',
      answer: statelessly(spec),
      outcome: 'nonconformant',
      // The same path is the same submission, whose one state never changes.
      mayKeep: [
        ...takesAll,
        'dkhardware/*/response.200/**',
        'dkhardware/flow/submission-lifecycle/submission-is-known',
        'dkhardware/flow/submission-lifecycle/states-never-go-back',
        'dkhardware/flow/submission-lifecycle/terminal-state-is-final',
        'dkhardware/flow/submission-lifecycle/identity-stays',
        'dkhardware/flow/request-payment/submission-succeeds',
        // No request can name the currency: that of the example is the one that is drawn, too.
        'dkhardware/flow/round-trip/currency',
      ],
      // Whether the state that is drawn comes with its order and its payload is chance.
      byChance: [
        'dkhardware/flow/submission-lifecycle/order-id-when-succeeded',
        'dkhardware/flow/submission-lifecycle/payload-when-created',
      ],
    },
    ...mute(none),
  ],
}
