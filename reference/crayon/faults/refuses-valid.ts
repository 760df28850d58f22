import { isObject, type JsonObject } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import { sentAs } from '../../engine/call.ts'
import { isAbsent, isPresent, refuses, refusesValues, type ValueRow } from '../../engine/families/refuses.ts'
import { type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operations, orderOf } from '../service.ts'

const refusal = { status: 400, at: 'body', message: 'This is not taken.' } as const
const also = ['flow/two-addresses/valid']
const tags = ['orderLines', '[]', 'tags']

const values: readonly ValueRow[] = [
  ['requires-externalOrderId', 'Needs an externalOrderId', ['externalOrderId'], 'optional', isAbsent, also],
  ['requires-notificationEmail', 'Needs a notificationEmail', ['notificationEmail'], 'optional', isAbsent, also],
  ['requires-tags', 'Needs tags at each order line', tags, 'optional', isAbsent, also],
  ['refuses-notificationEmail', 'Refuses a notificationEmail', ['notificationEmail'], 'type', isPresent, also],
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
    row('json-forms', ({ text }) => text.includes('\\u0')),
  ])
})

/** Valid orders that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf(contract, 'refuses-valid', [
  ...charset,
  ...forms,
  ...operations.flatMap((operation) =>
    refusesValues({ contract, operation, at: `-at-${operation}`, contentOf: orderIn, refusal: () => refusal }, values),
  ),
])
