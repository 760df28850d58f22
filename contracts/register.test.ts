import { describe, expect, test } from 'vitest'
import type { Requirement } from '../core/requirement.ts'
import { loadContract } from './load.ts'

/**
 * The rows of documents 000 and 001, as their tables have them. A row without a requirement fails, and so does a
 * restriction that nobody told this test how to look for.
 */
const contract = await loadContract('dkhardware')
const register = new Map(contract.requirements.map((one) => [one.id.replace('dkhardware/', ''), one]))

const first = '000 Request Payment for Order'
const second = '001 Create Order'

/** A table of request fields: name, required, type, restrictions. */
type Table = {
  readonly document: string
  readonly section: string
  /** Where its fields stand in requirement ids. */
  readonly at: string
  readonly rows: string
}

const requests: readonly Table[] = [
  {
    document: first,
    section: 'Request Payment for Order / Body',
    at: 'requestPayment/request/',
    rows: '| customerOrder | * | object |  |',
  },
  {
    document: first,
    section: 'Contracts / Order for Request Payment',
    at: 'requestPayment/request/customerOrder/',
    rows: '| orderId | * | string  | max 64 |',
  },
  {
    document: second,
    section: 'Create Order / Body',
    at: 'createOrder/request/',
    rows: `
      | customerOrder | * | object |  |
      | referenceId |  | string | max 64 |`,
  },
  {
    document: second,
    section: 'Order operation status / Body',
    at: 'getOrderStatus/request/',
    rows: '| SubmissionId | * | string | max 64 |',
  },
  {
    document: second,
    section: 'Contracts / Order',
    at: 'createOrder/request/customerOrder/',
    rows: `
      | customerId | * | string | max 64  |
      | customerNotes | | string | max 8000 |
      | shippingPrice | * | money  |  |
      | shippingTax | * | money  |  |
      | shippingDiscount | | money  | default(0) |
      | handlingFee | | money  | default(0) |
      | total | * | money |  |
      | billing | | fields from Address |  |
      | shipping | | fields from Address |  |
      | items | * | array of Order Item |  |
      | —Åomment |  | string | max 1000 |
      | responseTime |  | Response Time enum | |
      | paymentMethodCode | * | string  | code from Dictionary |
      | poNumber |  | string  |  |
      | orderDateUtc | * | datetime  | UTC |
      | shippingMethod | * | string  | name from Dictionary |`,
  },
  {
    document: second,
    section: 'Contracts / Order Item',
    at: 'createOrder/request/customerOrder/items[]/',
    rows: `
      | itemId | * | string  | max 64 |
      | productId | * | string  | max 64 |
      | unitPrice | * | money |  |
      | unitCost | * | money |  |
      | unitWeight | * | float |  |
      | unitOfMeasure | * | UnitOfMeasure |  |
      | quantity | * | integer |  |
      | linePosition | * | integer | sequence from 1..1000 unique for each item |
      | tax | * | money   | default(0) |
      | discount | * | money   | default(0) |
      | mpn | * | string | max 50 |
      | itemName | * | string | max 2000 |
      | addons |  | array of Order Item Addon |  |`,
  },
]

/** What the documents call a member where the contract calls it otherwise: the wire name, and the row it is cited by. */
const names: Readonly<Record<string, { readonly name: string; readonly row: string }>> = {
  '—Åomment': { name: 'сomment', row: 'comment' },
  SubmissionId: { name: 'submissionId', row: 'SubmissionId' },
}

/** What a requirement's title must say, by what follows the place in its id. */
type Promised = Readonly<Record<string, string>>

const types: Readonly<Record<string, Promised>> = {
  string: { type: 'string' },
  money: { type: 'number', minimum: 'at least 0', multipleOf: '0.01' },
  float: { type: 'number' },
  integer: { type: 'integer' },
  datetime: { type: 'string' },
  object: { type: 'object' },
  UnitOfMeasure: { type: 'object' },
  'fields from Address': { type: 'object' },
  'array of Order Item': { type: 'array' },
  'array of Order Item Addon': { type: 'array' },
  'Response Time enum': { enum: '"Unknown", "OneDay", "ThreeDays", "FiveDays"' },
}

const restrictions: Readonly<Record<string, Promised>> = {
  '': {},
  'max 50': { maxLength: 'at most 50 characters' },
  'max 64': { maxLength: 'at most 64 characters' },
  'max 1000': { maxLength: 'at most 1000 characters' },
  'max 2000': { maxLength: 'at most 2000 characters' },
  'max 8000': { maxLength: 'at most 8000 characters' },
  UTC: { format: 'RFC 3339 date and time in UTC' },
  'sequence from 1..1000 unique for each item': { minimum: 'at least 1', maximum: 'at most 1000' },
  // That the code is known can be tested with one that is: the member is a fixture (ambiguity 32).
  'code from Dictionary': { type: 'string' },
  'name from Dictionary': { type: 'string' },
  // A promise about what is stored, or, where the member is starred too, a contradiction: see below.
  'default(0)': {},
}

const rowsOf = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )

const promisesOf = ([, star, type = '', restriction = '']: readonly string[]): Promised => {
  const [ofType, ofRestriction] = [types[type], restrictions[restriction]]
  if (!ofType) throw new Error(`No promises for the type '${type}': add them to \`types\`.`)
  if (!ofRestriction) throw new Error(`No promises for '${restriction}': add them to \`restrictions\`.`)
  return { [star === '*' ? 'required' : 'optional']: '', ...ofType, ...ofRestriction }
}

const titleOf = (id: string): string => register.get(id)?.title ?? `there is no requirement ${id}`
const sourceOf = (id: string): Requirement['source'] | undefined => register.get(id)?.source

describe.each(requests)('$document, $section', ({ document, section, at, rows }) => {
  test.each(rowsOf(rows).map((cells) => [cells.join(' | '), cells] as const))('%s', (_, cells) => {
    const [documented = ''] = cells
    const { name, row } = names[documented] ?? { name: documented, row: documented }
    for (const [keyword, said] of Object.entries(promisesOf(cells))) {
      const id = `${at}${name}/${keyword}`
      expect({ id, title: titleOf(id) }).toEqual({ id, title: expect.stringContaining(said) })
      expect({ id, source: sourceOf(id) }).toEqual({ id, source: { document, section, row } })
    }
  })
})

/** Rows of replies, statuses, error cases and prose, with the requirements that hold them to it. */
const others: readonly (readonly [row: string, ids: readonly string[]])[] = [
  ['Request payment: Headers, require request context', ['requestPayment/request/header.User-Id/required']],
  ['Request payment: Scope, orders:request-payment', ['requestPayment/scope/orders:request-payment']],
  ['Request payment: Success, 200', ['requestPayment/response.200/status']],
  [
    'Request payment: Success, submissionId',
    ['requestPayment/response.200/submissionId/required', 'requestPayment/response.200/submissionId/type'],
  ],
  ['Request payment: Error, 400', ['requestPayment/error.400/validation', 'requestPayment/response.400/title/const']],
  ['Request payment: Error, 500', ['requestPayment/error.500/system', 'requestPayment/response.500/title/const']],
  [
    'Request payment: example for 400',
    ['status', 'title', 'traceId', 'errors'].map((member) => `requestPayment/response.400/${member}/required`),
  ],
  ['Request payment: example for 400, errors name the field', ['requestPayment/error.400/names-the-field']],
  [
    'Request payment: example for 500',
    ['status', 'title', 'traceId'].map((member) => `requestPayment/response.500/${member}/required`),
  ],
  [
    'Request payment: example with errors messages',
    ['flow/request-payment/cancelled-order-fails', 'flow/request-payment/cancelled-order-message'],
  ],
  ['Request payment: the status names the order', ['flow/request-payment/names-the-order']],

  ['Create order: Headers, require request context', ['createOrder/request/header.User-Id/required']],
  ['Create order: Scope, orders:create', ['createOrder/scope/orders:create']],
  ['Create order: Success, 200', ['createOrder/response.200/status']],
  [
    'Create order: Success, submissionId',
    ['createOrder/response.200/submissionId/required', 'createOrder/response.200/submissionId/type'],
  ],
  ['Create order: Error, 400', ['createOrder/error.400/validation', 'createOrder/response.400/title/const']],
  ['Create order: Error, 500', ['createOrder/error.500/system', 'createOrder/response.500/title/const']],
  [
    'Create order: example for 400',
    ['status', 'title', 'traceId', 'errors'].map((member) => `createOrder/response.400/${member}/required`),
  ],
  ['Create order: example for 400, errors name the field', ['createOrder/error.400/names-the-field']],
  [
    'Create order: example for 500',
    ['status', 'title', 'traceId'].map((member) => `createOrder/response.500/${member}/required`),
  ],
  ['Order: default(0) of shippingDiscount', ['flow/defaults/shippingDiscount']],
  ['Order: default(0) of handlingFee', ['flow/defaults/handlingFee']],
  [
    'Order Item: linePosition is a sequence, unique for each item',
    ['createOrder/request/customerOrder/items/sequence', 'createOrder/request/customerOrder/items/unique-by'],
  ],

  ['Status: Headers, require request context', ['getOrderStatus/request/header.User-Id/required']],
  ['Status: Scope, orders:status', ['getOrderStatus/scope/orders:status']],
  ['Status: Success, 200', ['getOrderStatus/response.200/status']],
  ['Status: Body, SubmissionId received at the other calls', ['flow/submission-lifecycle/submission-is-known']],
  [
    'Status: Response, orderId',
    [
      'getOrderStatus/response.200/orderId/type',
      'flow/submission-lifecycle/order-id-when-succeeded',
      'flow/submission-lifecycle/order-id-null-when-create-failed',
    ],
  ],
  [
    'Status: Response, status',
    ['getOrderStatus/response.200/status/required', 'getOrderStatus/response.200/status/enum'],
  ],
  [
    'Status: Response, errors, array of errors strings',
    [
      'getOrderStatus/response.200/errors/type',
      'getOrderStatus/response.200/errors[]/type',
      'flow/submission-lifecycle/errors-exactly-when-failed',
    ],
  ],
  [
    'Status: Response, payload',
    ['getOrderStatus/response.200/payload/type', 'flow/submission-lifecycle/payload-when-created'],
  ],
  ['Status: Response, referenceId', ['getOrderStatus/response.200/referenceId/type', 'flow/reference-id/echoed']],
  [
    'Status: example with errors messages, same reference ID',
    ['flow/reference-id/second-use-fails', 'flow/reference-id/second-use-message'],
  ],
  [
    'Status: Statuses, from Accepted and Processing to Succeeded or Failed',
    ['flow/submission-lifecycle/states-never-go-back', 'flow/submission-lifecycle/terminal-state-is-final'],
  ],
  ['Status: Error, 500', ['getOrderStatus/error.500/system', 'getOrderStatus/response.500/title/const']],
  [
    'Status: example for 500',
    ['status', 'title', 'traceId'].map((member) => `getOrderStatus/response.500/${member}/required`),
  ],

  ['Event: Id, customer-order:changed', ['orderChanged/event/event/required', 'orderChanged/event/event/const']],
  ['Event: example, secret', ['orderChanged/event/secret/required', 'orderChanged/flow/secret']],
  ['Event: Payload', ['orderChanged/event/payload/required', 'orderChanged/event/payload/type']],
  [
    'Event: Payload, orderIds, array of string',
    [
      'orderChanged/event/payload/orderIds/required',
      'orderChanged/event/payload/orderIds/type',
      'orderChanged/event/payload/orderIds[]/type',
      'orderChanged/flow/sent-for-the-order',
    ],
  ],
  [
    'Event: Payload, date, date and time in UTC',
    [
      'orderChanged/event/payload/date/required',
      'orderChanged/event/payload/date/type',
      'orderChanged/event/payload/date/format',
    ],
  ],
  ['Release 2023 October 13: poNumber is not required', ['createOrder/request/customerOrder/poNumber/optional']],
]

test.each(others)('%s', (_, ids) => {
  expect(ids.filter((id) => !register.has(id))).toEqual([])
})

test('every documented operation is there at its method and path', () => {
  expect(contract.operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'POST /v1/order/create',
    'POST /v1/order/request-payment',
    'POST /v1/order/status',
  ])
})

test.each([
  [
    'the statuses of a submission',
    'getOrderStatus/response.200/status/enum',
    'is one of "Accepted", "Processing", "Succeeded", "Failed"',
  ],
  ['the message of 400', 'createOrder/response.400/title/const', 'is "One or more validation errors occurred."'],
  ['the message of 500', 'createOrder/response.500/title/const', 'is "System error."'],
  ['the event', 'orderChanged/event/event/const', 'is "customer-order:changed"'],
])('%s reads as the documents write it', (_, id, said) => {
  expect(titleOf(id)).toContain(said)
})

test('members that are starred and have a default are contradictions, and say so', () => {
  const ids = ['tax', 'discount'].map((member) => `createOrder/request/customerOrder/items[]/${member}/required`)
  expect(ids.map((id) => register.get(id)?.ambiguities)).toEqual([[5], [5]])
})

test('members that live in a dictionary are fixtures, and say so', () => {
  const body = contract.operations.find(({ id }) => id === 'createOrder')?.body?.node
  const { paymentMethodCode, shippingMethod } = body?.properties['customerOrder']?.properties ?? {}
  expect(
    [paymentMethodCode, shippingMethod].map((node) => [node?.schemas.strict['x-assay-fixture'], node?.ambiguities]),
  ).toEqual([
    ['paymentMethodCode', [32]],
    ['shippingMethod', [32]],
  ])
})

test('what document 000 says about its replies is cited from document 000', () => {
  const ids = others
    .filter(([row]) => row.startsWith('Request payment: '))
    .flatMap(([, all]) => all)
    .filter((id) => id.startsWith('requestPayment/'))
  expect(ids.filter((id) => sourceOf(id)?.document !== first)).toEqual([])
})
