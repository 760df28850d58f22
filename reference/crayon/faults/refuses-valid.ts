import { isObject } from '../../../core/json.ts'
import { spotsOf } from '../../spots.ts'
import type { Call } from '../../table/call.ts'
import { mediaTypeOf } from '../../table/call.ts'
import { type Row, type Switch, switchesOf } from '../../table/switch.ts'
import { contract, operations, orderOf } from '../service.ts'

type Refused = {
  readonly id: string
  readonly title: string
  readonly facet: string
  readonly when: (call: Call) => boolean
}

const holds =
  (place: readonly string[], when: (value: unknown) => boolean) =>
  (call: Call): boolean =>
    spotsOf(place, orderOf(call)).some(({ value }) => when(value))

const isAbsent = (value: unknown): boolean => value === undefined || value === null
const isPresent = (value: unknown): boolean => !isAbsent(value)
const line = ['orderLines', '[]']

const refused: readonly Refused[] = [
  {
    id: 'requires-externalOrderId',
    title: 'refuses an order without externalOrderId',
    facet: 'request/externalOrderId/optional',
    when: holds(['externalOrderId'], isAbsent),
  },
  {
    id: 'requires-notificationEmail',
    title: 'refuses an order without notificationEmail',
    facet: 'request/notificationEmail/optional',
    when: holds(['notificationEmail'], isAbsent),
  },
  {
    id: 'requires-tags',
    title: 'refuses an order line without tags',
    facet: 'request/orderLines[]/tags/optional',
    when: holds([...line, 'tags'], isAbsent),
  },
  {
    id: 'refuses-notificationEmail',
    title: 'refuses an order with a notificationEmail',
    facet: 'request/notificationEmail/type',
    when: holds(['notificationEmail'], isPresent),
  },
  {
    id: 'refuses-cost-center',
    title: 'refuses an order line with a cost center',
    facet: 'request/orderLines[]/tags/costCenter/type',
    when: holds([...line, 'tags', 'costCenter'], isPresent),
  },
]

const problemAt = (requirement: string) => ({
  requirement: `${contract}/${requirement}`,
  status: 400,
  at: 'body',
  message: 'This is not taken.',
})

const refusing = (operation: string, { id, title, facet, when }: Refused): Row => {
  const requirement = `${operation}/${facet}`
  return {
    id: `${id}-at-${operation}`,
    title: `${operation} ${title}`,
    requirement,
    also: ['flow/two-addresses/valid'],
    hooks: {
      finds: (call) =>
        call.operation === operation && isObject(orderOf(call)) && when(call) ? [problemAt(requirement)] : [],
    },
  }
}

const charset: Row = {
  id: 'refuses-charset',
  title: 'checkout takes application/json only without a charset',
  requirement: 'checkout/flow/charset',
  also: ['checkout/protocol/message-forms'],
  hooks: {
    finds: ({ operation, headers }) => {
      const label = headers.get('content-type')
      const isPlain = label === null || label.trim().toLowerCase() === mediaTypeOf(label)
      return operation === 'checkout' && !isPlain ? [problemAt('checkout/flow/charset')] : []
    },
  },
}

/** A form of the same request that the operation does not take. */
const formRefused = (
  operation: string,
  facet: string,
  when: (call: Call) => boolean,
  { id = `refuses-${facet}`, title = `takes the plain form only, of the ${facet}` } = {},
): Row => {
  const requirement = `${operation}/protocol/${facet}`
  return {
    id: `${operation}-${id}`,
    title: `${operation} ${title}`,
    requirement,
    hooks: { finds: (call) => (call.operation === operation && when(call) ? [problemAt(requirement)] : []) },
  }
}

/** Valid orders that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf(contract, 'refuses-valid', [
  charset,
  ...operations.flatMap((operation) => [
    formRefused(operation, 'message-forms', ({ headers }) => headers.get('transfer-encoding') === 'chunked'),
    formRefused(operation, 'message-forms', ({ headers }) => headers.get('accept') === null, {
      id: 'refuses-no-accept',
      title: 'refuses what says nothing of the media types it accepts',
    }),
    formRefused(operation, 'message-forms', ({ headers }) => headers.get('accept') === '*/*', {
      id: 'refuses-any-accept',
      title: 'refuses what accepts any media type',
    }),
    formRefused(operation, 'json-forms', ({ text }) => text.includes('\\u0')),
  ]),
  ...operations.flatMap((operation) => refused.map((one) => refusing(operation, one))),
])
