import { isObject, type JsonObject } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import { sentAs } from '../../engine/call.ts'
import { isAbsent, isPresent, refuses, refusesValues, type ValueRow } from '../../engine/families/refuses.ts'
import { type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operations, orderOf } from '../service.ts'

const refusal = { status: 400, at: 'body', message: 'This is not taken.' } as const
const also = ['flow/two-addresses/valid']
const tags = ['orderLines', '[]', 'tags']

const lineErrors = ['orderLines', '[]', 'errors']
const hasElements = (value: unknown): boolean => Array.isArray(value) && value.length > 0

const values: readonly ValueRow[] = [
  ['requires-externalOrderId', 'Needs an externalOrderId', ['externalOrderId'], 'optional', isAbsent, also],
  ['requires-notificationEmail', 'Needs a notificationEmail', ['notificationEmail'], 'optional', isAbsent, also],
  ['requires-tags', 'Needs tags at each order line', tags, 'optional', isAbsent, also],
  ['refuses-notificationEmail', 'Refuses a notificationEmail', ['notificationEmail'], 'type', isPresent, also],
  [
    'refuses-small-letters-of-a-product',
    'Refuses a product whose name has small letters',
    ['orderLines', '[]', 'productId'],
    'type',
    (value) => typeof value === 'string' && /[a-z]/.test(value),
  ],
  [
    'refuses-three-decimals-of-a-price',
    'Refuses a price of more than two decimals',
    ['orderLines', '[]', 'resellerPriceTypeValue'],
    'type',
    (value) => typeof value === 'number' && !Number.isInteger(Math.round(value * 1e6) / 1e4),
  ],
  [
    'refuses-fractions-of-a-price',
    'Refuses a price that is no whole number',
    ['orderLines', '[]', 'resellerPriceTypeValue'],
    'type',
    (value) => typeof value === 'number' && !Number.isInteger(value),
  ],
  [
    'refuses-six-digits-of-a-second',
    'Refuses a date of more than three digits of a second',
    ['scheduledPurchaseDate'],
    'format',
    (value) => typeof value === 'string' && /\.\d{4}/.test(value),
  ],
  ['refuses-what-verify-found', 'Refuses what verify found amiss', ['errors'], 'type', hasElements],
  ['refuses-what-verify-found-in-a-line', 'Refuses what verify found in a line', lineErrors, 'type', hasElements],
  [
    'refuses-plus-in-a-mail-address',
    'Refuses a mail address with a plus',
    ['notificationEmail'],
    'type',
    (value) => typeof value === 'string' && value.includes('+'),
  ],
  [
    'refuses-blanks-in-externalOrderId',
    'Refuses an externalOrderId with blanks',
    ['externalOrderId'],
    'type',
    (value) => typeof value === 'string' && value.includes(' '),
  ],
  ['refuses-cost-center', 'Refuses a cost center', [...tags, 'costCenter'], 'type', isPresent, also],
]

/** What is no order has no members to be refused for. */
const orderIn = (call: Call): JsonObject | undefined => {
  const order = orderOf(call)
  return isObject(order) ? order : undefined
}

const charset = refuses(contract, refusal, [
  {
    id: 'refuses-charset',
    title: 'checkout takes application/json only without a charset',
    requirement: 'checkout/flow/charset',
    also: ['checkout/protocol/message-forms', 'checkout/protocol/json-forms'],
    when: (call) => {
      const label = call.headers.get('content-type')
      return call.operation === 'checkout' && label !== null && label.trim().toLowerCase() !== sentAs(call)
    },
  },
])

const forms = operations.flatMap((operation) => {
  const row = (
    facet: string,
    when: (call: Call) => boolean,
    { id = `refuses-${facet}`, title = `takes the plain form only, of the ${facet}` } = {},
  ) => ({
    id: `${operation}-${id}`,
    title: `${operation} ${title}`,
    requirement: `${operation}/protocol/${facet}`,
    when: (call: Call) => call.operation === operation && when(call),
  })
  return refuses(contract, refusal, [
    row('message-forms', ({ headers }) => headers.get('transfer-encoding') === 'chunked'),
    row('message-forms', ({ headers }) => headers.get('accept') === null, {
      id: 'refuses-no-accept',
      title: 'refuses what says nothing of the media types it accepts',
    }),
    row('message-forms', ({ headers }) => headers.get('accept') === '*/*', {
      id: 'refuses-any-accept',
      title: 'refuses what accepts any media type',
    }),
    row('message-forms', ({ headers }) => headers.get('accept') === 'application/*', {
      id: 'refuses-accept-of-a-kind',
      title: 'refuses what accepts all of a kind of media types',
    }),
    row('message-forms', ({ headers }) => headers.get('accept') === 'application/json;q=0.9', {
      id: 'refuses-weighed-accept',
      title: 'refuses what accepts its media type with a weight',
    }),
    row('json-forms', ({ text }) => text.includes('\\u0')),
  ])
})

/** The sample writes the name so. */
const spellings = operations.flatMap((operation) =>
  refuses(contract, refusal, [
    {
      id: `refuses-the-sample-s-spelling-at-${operation}`,
      title: `${operation} refuses ScheduledPurchaseDate as the sample spells it`,
      requirement: `${operation}/request/scheduledPurchaseDate/type`,
      when: (call) => call.operation === operation && call.text.includes('"ScheduledPurchaseDate"'),
    },
  ]),
)

/** Valid orders that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf(contract, 'refuses-valid', [
  ...charset,
  ...forms,
  ...spellings,
  ...operations.flatMap((operation) =>
    refusesValues({ contract, operation, at: `-at-${operation}`, contentOf: orderIn, refusal: () => refusal }, values),
  ),
])
