import { loadContract } from '../../contracts/load.ts'
import { empty, everyReply, json, mute, type NullServices, page, takesNone } from './null-service.ts'
import { statelessly } from './stateless.ts'

const contract = 'crayon'
const replies = everyReply(contract)

/** Whoever takes everything, takes requests without the optional members, and answers them alike at both addresses. */
const takesAll = [
  ...replies,
  'crayon/*/request/**/optional',
  'crayon/*/protocol/message-forms',
  'crayon/*/protocol/json-forms',
  'crayon/flow/two-addresses/valid',
  'crayon/checkout/flow/charset',
  'crayon/checkout/flow/accept',
  'crayon/checkout/flow/twice',
]
/** A reply that no document describes is what it is labelled as. */
const labelled = 'crayon/*/transport/label'
const nothing = ['crayon/*/response.204/status', 'crayon/*/response.204/empty']
const none = (answer: string) => takesNone('2 operations', `checkout: it answers ${answer}`)

export const crayon: NullServices = {
  contract,
  fixtures: {
    resellerCustomerId: 1001,
    unknownResellerCustomerId: 9999999,
    orderLine: '{"productId":"A1","skuId":"0001","quantity":1}',
  },
  services: [
    { name: 'answers 200 {}', answer: () => json(200, {}), outcome: 'nonconformant', mayKeep: [...takesAll, labelled] },
    // The documents' example of a success: the same reply, and all that a reply without a body can say.
    {
      name: 'answers 204 without a body',
      answer: () => empty(204),
      outcome: 'nonconformant',
      mayKeep: [...takesAll, ...nothing],
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
      answer: ({ body }) => ({ status: 200, headers: { 'content-type': 'application/json' }, body }),
      outcome: 'nonconformant',
      mayKeep: takesAll,
    },
    {
      name: 'answers with the headers it was sent',
      answer: ({ headers }) => json(200, Object.fromEntries(headers)),
      outcome: 'nonconformant',
      mayKeep: [...takesAll.filter((glob) => !glob.endsWith('no-secret-echo')), labelled],
    },
    {
      name: 'answers by the schema and knows nothing',
      answer: statelessly(await loadContract(contract)),
      outcome: 'nonconformant',
      mayKeep: [...takesAll, ...nothing],
    },
    ...mute(none),
  ],
}
