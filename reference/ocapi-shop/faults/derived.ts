import { isObject } from '../../../core/json.ts'
import { type Call, contentOf } from '../../engine/call.ts'
import { accepts, acceptsCredentials, acceptsStrayBytes, ignores } from '../../engine/families/accepts.ts'
import { breaksOff } from '../../engine/families/breaks-off.ts'
import { leaksToken, leaksTrace } from '../../engine/families/leak.ts'
import { answersStatus } from '../../engine/families/status.ts'
import { contract, methodOf, type OperationId, operationIds as operations, requirementId } from '../operations.ts'
import { keywordsOf, rulesFor } from '../rules.ts'
import { readsBack } from './reads-back.ts'
import { replies } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const bodied = operations.filter((operation) => !operation.startsWith('get') && !operation.startsWith('remove'))
const demanding: readonly string[] = ['submitBasket', 'submitBasketWithOrderNo', 'addPaymentInstrument']

const invalidBasket = (operation: string, facet: string): readonly string[] =>
  facet.startsWith('request/basket_id/') && !facet.endsWith('/required')
    ? [`${operation}/error.400/InvalidBasketIdException`]
    : []

/** A rule of a request document goes unnoticed. */
const ignored = bodied.flatMap((operation) =>
  ignores(
    { contract, operations: [operation], at: () => '' },
    rulesFor(operation).flatMap((rule) =>
      keywordsOf(rule)
        .filter((keyword) => !(keyword === 'type' && rule.enum))
        .map((keyword) => ({ place: rule.place, keyword })),
    ),
    { also: invalidBasket, slug: ({ place }) => [operation, ...place].join('.') },
  ),
)

const parameters = (
  [
    ['submitBasketWithOrderNo', 'path.order_no', 'maxLength'],
    ['addPaymentInstrument', 'query.skip_authorization', 'type'],
    ['updatePaymentInstrument', 'query.skip_authorization', 'type'],
  ] as const
).flatMap(([operation, place, keyword]) =>
  ignores({ contract, operations: [operation], at: () => '' }, [{ place: [place], keyword }], {
    slug: () => `${operation}.${place}`,
  }),
)

const isBodyObject = (call: Call): boolean => isObject(contentOf(call))

const bodies = bodied.flatMap((operation) =>
  [
    ...(demanding.includes(operation) ? [['protocol/empty-body', 'an empty body'] as const] : []),
    ['protocol/malformed-json', 'a body that is not JSON'] as const,
    ['protocol/truncated-json', 'a body that ends too early'] as const,
    ['request/body/type', 'a body that is no object'] as const,
  ].map(([facet, what]) =>
    accepts(
      contract,
      {
        id: `accepts-${facet.replace(/\W/g, '-')}-at-${operation}`,
        title: `${operation} takes ${what}`,
        requirement: `${operation}/${facet}`,
        // What ends too early is no JSON either.
        also: facet === 'protocol/truncated-json' ? [`${operation}/protocol/malformed-json`] : [],
      },
      {
        // Such a body lacks all members too, and that must not save the service.
        besides: (broken, call) =>
          !isBodyObject(call) &&
          broken !== requirementId(`${operation}/request/body/type`) &&
          broken.startsWith(requirementId(`${operation}/request/`)),
      },
    ),
  ),
)

const strayBodies = acceptsStrayBytes({ contract, operations: bodied })

/** The operations of each path, whose wrong methods end at the first of them. */
const paths: readonly (readonly [OperationId, ...OperationId[]])[] = [
  ['submitBasket'],
  ['submitBasketWithOrderNo', 'getOrder', 'updateOrder'],
  ['addNote', 'getNotes'],
  ['removeNote'],
  ['addPaymentInstrument'],
  ['updatePaymentInstrument', 'removePaymentInstrument'],
  ['getPaymentMethods'],
]

const methods = paths.map(([first, ...others]) =>
  accepts(
    contract,
    {
      id: `accepts-wrong-method-at-${first}`,
      title: `${first} is performed by any method`,
      requirement: `${first}/protocol/wrong-method`,
      also: [
        ...others.map((other) => `${other}/protocol/wrong-method`),
        ...(first === 'addNote' ? ['_type/const', 'notes/type'].map((facet) => `getNotes/response.200/${facet}`) : []),
      ],
    },
    {
      // Most other methods come without a body, and that must not save the service.
      besides: (requirement, { operation, method }) =>
        method !== methodOf(operation) &&
        ['protocol/', 'request/'].some((facet) => requirement.startsWith(requirementId(`${first}/${facet}`))),
    },
  ),
)

const usesUp: readonly OperationId[] = ['submitBasket', 'submitBasketWithOrderNo', 'removeNote']

/** What is sent again after a reset comes with a state that the first attempt has made old. */
const stale = (operation: string): readonly string[] =>
  operation === 'updateOrder' ? ['flow/resource-state/current-accepted'] : []

const wire = { status: 200, also: stale } as const

const breaks = [
  // What is sent again after a reset finds a basket or note used up: there the reply only breaks off.
  ...operations.flatMap((operation) =>
    breaksOff({ operations: [operation] }, [usesUp.includes(operation) ? 'cut-short' : 'reset'], wire),
  ),
  ...breaksOff({ operations: ['getPaymentMethods'] }, ['cut-short', 'stall', 'silence', 'not-http'], wire),
]

/** A success with a status that no reading allows. */
const statuses = answersStatus(
  operations.map((operation) => ({
    id: `${operation}-answers-203`,
    title: `A call of ${operation} that succeeds is answered 203`,
    requirement: `${operation}/response.200/status`,
    when: replies(operation),
    status: 203,
  })),
)

const trace = [
  "TypeError: Cannot read properties of undefined (reading 'order_no')",
  '    at toOrder (/srv/shop/dist/orders.js:41:23)',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  '    at async handle (/srv/shop/dist/server.js:112:18)',
].join('\n')

const leaks = [
  ...leaksToken(
    operations.map((operation) => ({
      id: `token-in-reply-of-${operation}`,
      title: `The reply of ${operation} holds the credentials it was asked with`,
      operation,
      // What one reply tells besides, the next one does not.
      also: readsBack,
      when: replies(operation),
      place: { member: ['c_debug', 'authorization'] },
    })),
  ),
  ...leaksTrace(trace, [
    {
      id: 'stack-trace-in-order',
      title: 'An order that is read holds a stack trace',
      operation: 'getOrder',
      also: readsBack,
      when: replies('getOrder'),
      place: { member: ['c_debug'] },
    },
    {
      id: 'stack-trace-in-refusal',
      title: 'A refused payment instrument gets a stack trace',
      operation: 'addPaymentInstrument',
      when: replies('addPaymentInstrument', 400),
      place: { member: ['fault', 'stack_trace'] },
    },
  ]),
]

export const derivedFaults: readonly Switch[] = [
  ...switchesOf('status', statuses),
  ...switchesOf('credentials', acceptsCredentials({ contract, operations }, { malformed: 'malformed-token' })),
  ...switchesOf('wire', breaks),
  ...switchesOf('leak', leaks),
  ...switchesOf('constraint', [...ignored, ...bodies, ...strayBodies, ...methods, ...parameters]),
]
