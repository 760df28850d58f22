import { becomes, gone, is, type MemberRow, members, repliesWhen } from '../../engine/families/body.ts'
import { garbles, mislabels, storable } from '../../engine/families/label.ts'
import type { OperationId } from '../operations.ts'
import { leavesTheRest, readsBack } from './reads-back.ts'
import { replies, sets } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const [read, methods] = [replies('getOrder'), replies('getPaymentMethods')]

const listed = ['flow/methods/given-method-is-listed']
const noMethods = [...listed, 'flow/methods/open-amount']
const placing = ['amount-covers', 'amount-too-small', 'two-instruments', 'skip-authorization'].map(
  (name) => `flow/placing/${name}`,
)

/** Members of the reply of an operation. */
const of = (operation: OperationId, rows: readonly MemberRow[]) =>
  members(repliesWhen(`${operation}/response.200`, replies(operation)), rows)

const date = ['getOrder/response.200/creation_date/pattern', ...readsBack]
const inWords = is('the ninth of August')
const month = 'payment_instruments[]/payment_card/expiration_month'
const newMonth = [
  'flow/instruments/updated-from-stored',
  'flow/instruments/added/payment_card.expiration_month',
  'flow/instruments/order-reads-back',
  ...leavesTheRest,
]
const email = 'customer_info/email'
const text = becomes(String)
const many = 'product_items[]/quantity'
const submitted = ['flow/submit/order-reads-back', ...leavesTheRest]
const chosen = ['flow/chosen-number/order-reads-back', ...leavesTheRest]
const updated = ['flow/update/order-reads-back', ...leavesTheRest]

const inDocuments = [
  ...of('getOrder', [
    ['order-without-number', 'An order that is read has no order_no', 'order_no', 'required', gone],
    ['order-of-another-version', 'An order that is read is of version 18.1', '_v', 'const', is('18.1'), readsBack],
    ['order-without-version', 'An order that is read has no _v', '_v', 'required', gone, readsBack],
    ['order-date-in-words', 'An order was created on the ninth of August', 'creation_date', 'format', inWords, date],
    ['order-currency-in-lower-case', 'The currency of an order is usd', 'currency', 'pattern', is('usd'), readsBack],
    ['order-total-as-text', 'The order_total of an order is a text', 'order_total', 'type', text, readsBack],
    ['order-quantity-of-1000', 'An order that is read has 1000 of its items', many, 'maximum', is(1000), readsBack],
    ['order-customer-without-email', 'The customer of an order has no email', email, 'required', gone, readsBack],
    [
      'order-token-with-blanks',
      'The order_token holds blanks',
      'order_token',
      'pattern',
      is('not url safe'),
      readsBack,
    ],
  ]),
  ...of('submitBasket', [
    ['new-order-items-no-array', 'The items of a new order are an object', 'product_items', 'type', is({}), submitted],
    [
      'new-order-total-missing',
      'A new order tells no order_total as a number',
      'order_total',
      'type',
      is('100.10 USD'),
      [...submitted, ...placing],
    ],
  ]),
  ...of('submitBasketWithOrderNo', [
    ['chosen-order-shipment-as-text', 'The shipments are texts', 'shipments[]', 'type', is('me'), chosen],
  ]),
  ...of('updateOrder', [
    ['updated-order-of-unknown-status', 'An order that was updated is done', 'status', 'enum', is('done'), updated],
  ]),
  ...of('addNote', [
    ['note-link-missing', 'An order does not link to its notes', 'notes/link', 'required', gone, ['flow/notes/link']],
  ]),
  ...of('getNotes', [
    ['note-author-as-number', 'The author of a note is a number', 'notes[]/created_by', 'type', is(7)],
  ]),
  ...of('getPaymentMethods', [
    ['methods-without-id', 'No payment method has an id', 'applicable_payment_methods[]/id', 'required', gone, listed],
    ['methods-no-array', 'The methods are an object', 'applicable_payment_methods', 'type', is({}), noMethods],
  ]),
  ...of('addPaymentInstrument', [
    ['instrument-month-as-text', 'The month in which a card expires is a text', month, 'type', is('May'), newMonth],
  ]),
]

const another = (id: string, operation: OperationId, place: string) =>
  of(operation, [
    [
      id,
      `The _type of ${place} is 7`,
      `${place}/_type`,
      'type',
      is(7),
      [`${operation}/response.200/${place}/_type/const`],
    ],
  ])

/** Documents inside a reply that say they are something else. */
const nestedTypes = [
  ...another('instrument-type-is-a-number', 'addPaymentInstrument', 'payment_instruments[]'),
  ...another('card-type-is-a-number', 'addPaymentInstrument', 'payment_instruments[]/payment_card'),
  ...another('method-type-is-a-number', 'getPaymentMethods', 'applicable_payment_methods[]'),
  ...another('card-spec-type-is-a-number', 'getPaymentMethods', 'applicable_payment_methods[]/cards[]'),
]

const shape = 'getPaymentMethods/response.200'

const labels = [
  ...garbles([
    {
      id: 'methods-are-no-json',
      title: 'The payment methods are a line of text',
      shape,
      when: methods,
      also: noMethods,
      text: 'CREDIT_CARD, BANK_TRANSFER',
    },
  ]),
  ...mislabels([
    { id: 'methods-are-html', title: 'The methods are labelled text/html', shape, when: methods, type: 'text/html' },
    {
      id: 'order-is-plain-text',
      title: 'An order that is read is labelled text/plain',
      shape: 'getOrder/response.200',
      when: read,
      type: 'text/plain',
    },
  ]),
]

const stored = (
  [
    ['submitBasket', 'new-order', 'A new order'],
    ['submitBasketWithOrderNo', 'chosen-order', 'An order under a chosen number'],
    ['getOrder', 'order', 'An order that is read'],
    ['updateOrder', 'updated-order', 'An order that was updated'],
    ['addNote', 'noted-order', 'An order with a new note'],
    ['getNotes', 'notes', 'The list of notes'],
    ['getPaymentMethods', 'methods', 'The list of payment methods'],
  ] as const
).map(([operation, id, what]) => ({
  id: `${id}-may-be-stored`,
  title: `${what} may be stored by caches`,
  operation,
  when: replies(operation),
}))

/** Replies to valid calls that are not of the documented form. */
export const replyFaults: readonly Switch[] = switchesOf('reply', [
  ...inDocuments,
  ...nestedTypes,
  ...labels,
  ...storable(stored),
  {
    id: 'other-order-told',
    title: 'The order that is read is another than the one asked for',
    requirement: 'flow/order/replies-name-the-order',
    hooks: sets(read, ['order_no'], '00000099'),
  },
])
