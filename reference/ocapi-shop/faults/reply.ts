import { at, type Json, withAt } from '../../../core/json.ts'
import { leavesTheRest, readsBack } from './reads-back.ts'
import { answersWith, bodyWith, drops, labelled, replies, sets, type When, written } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const read = replies('getOrder')
const notes = replies('getNotes')
const methods = replies('getPaymentMethods')
const added = replies('addPaymentInstrument')

const listed = 'flow/methods/given-method-is-listed'
const fewer = 'flow/methods/open-amount'
const placing = ['amount-covers', 'amount-too-small', 'two-instruments', 'skip-authorization'].map(
  (name) => `flow/placing/${name}`,
)

const storable = (when: When) =>
  answersWith(when, (answer) => ({ ...answer, headers: { ...answer.headers, 'cache-control': 'max-age=3600' } }))

/** Shows, beside what an order has, the last thing that another order was seen to have. */
const lastElsewhere = (given: When, member: string) => {
  const lasts = new Map<string, Json>()
  return answersWith(
    ({ body }, { parameters }) => parameters['order_no'] !== undefined && Array.isArray(at(body, [member])),
    (answer, call) => {
      const no = call.parameters['order_no'] ?? ''
      const list = at(answer.body, [member]) as readonly Json[]
      const own = given(answer, call) ? list.at(-1) : undefined
      if (own !== undefined) lasts.set(no, own)
      const [, other] = [...lasts].findLast(([name]) => name !== no) ?? []
      return other === undefined ? answer : { ...answer, body: withAt(answer.body ?? {}, [member], [...list, other]) }
    },
  )
}

const rows: readonly Row[] = [
  {
    id: 'notes-of-another-order',
    title: 'Beside its own notes an order shows one of another order',
    requirement: 'flow/notes/stay-with-their-order',
    also: ['reads-are-stable', 'refused-requests-change-nothing'].map((name) => `flow/notes/${name}`),
    hooks: lastElsewhere(notes, 'notes'),
  },
  {
    id: 'instruments-of-another-order',
    title: 'Beside its own payment instruments an order shows one of another order',
    requirement: 'flow/instruments/stay-with-their-order',
    also: [...readsBack, 'flow/order/reads-are-stable'],
    hooks: lastElsewhere(added, 'payment_instruments'),
  },
  {
    id: 'order-without-number',
    title: 'An order that is read has no order_no',
    requirement: 'getOrder/response.200/order_no/required',
    hooks: drops(read, ['order_no']),
  },
  {
    id: 'order-of-another-version',
    title: 'An order that is read is of version 18.1',
    requirement: 'getOrder/response.200/_v/const',
    also: readsBack,
    hooks: sets(read, ['_v'], '18.1'),
  },
  {
    id: 'order-without-version',
    title: 'An order that is read has no _v',
    requirement: 'getOrder/response.200/_v/required',
    also: readsBack,
    hooks: drops(read, ['_v']),
  },
  {
    id: 'order-date-in-words',
    title: 'An order that is read was created on the ninth of August',
    requirement: 'getOrder/response.200/creation_date/format',
    also: ['getOrder/response.200/creation_date/pattern', ...readsBack],
    hooks: sets(read, ['creation_date'], 'the ninth of August'),
  },
  {
    id: 'order-currency-in-lower-case',
    title: 'The currency of an order that is read is usd',
    requirement: 'getOrder/response.200/currency/pattern',
    also: readsBack,
    hooks: sets(read, ['currency'], 'usd'),
  },
  {
    id: 'order-total-as-text',
    title: 'The order_total of an order that is read is a text',
    requirement: 'getOrder/response.200/order_total/type',
    also: readsBack,
    hooks: bodyWith(read, (body) => ({ ...body, order_total: String(body['order_total']) })),
  },
  {
    id: 'order-quantity-of-1000',
    title: 'An order that is read has 1000 of an item',
    requirement: 'getOrder/response.200/product_items[]/quantity/maximum',
    also: readsBack,
    hooks: sets(read, ['product_items', 0, 'quantity'], 1000),
  },
  {
    id: 'order-customer-without-email',
    title: 'The customer of an order that is read has no email',
    requirement: 'getOrder/response.200/customer_info/email/required',
    also: readsBack,
    hooks: drops(read, ['customer_info', 'email']),
  },
  {
    id: 'order-token-with-blanks',
    title: 'The order_token of an order that is read holds blanks',
    requirement: 'getOrder/response.200/order_token/pattern',
    also: readsBack,
    hooks: sets(read, ['order_token'], 'not url safe'),
  },
  {
    id: 'new-order-items-no-array',
    title: 'The product_items of a new order are an object',
    requirement: 'submitBasket/response.200/product_items/type',
    also: ['flow/submit/order-reads-back', ...leavesTheRest],
    hooks: sets(replies('submitBasket'), ['product_items'], {}),
  },
  {
    id: 'chosen-order-shipment-as-text',
    title: 'The shipments of an order under a chosen number are texts',
    requirement: 'submitBasketWithOrderNo/response.200/shipments[]/type',
    also: ['flow/chosen-number/order-reads-back', ...leavesTheRest],
    hooks: sets(replies('submitBasketWithOrderNo'), ['shipments'], ['me']),
  },
  {
    id: 'updated-order-of-unknown-status',
    title: 'The status of an order that was updated is done',
    requirement: 'updateOrder/response.200/status/enum',
    also: ['flow/update/order-reads-back', ...leavesTheRest],
    hooks: sets(replies('updateOrder'), ['status'], 'done'),
  },
  {
    id: 'note-link-missing',
    title: 'An order with a new note does not link to it',
    requirement: 'addNote/response.200/notes/link/required',
    also: ['flow/notes/link'],
    hooks: drops(replies('addNote'), ['notes', 'link']),
  },
  {
    id: 'note-author-as-number',
    title: 'The author of a note is a number',
    requirement: 'getNotes/response.200/notes[]/created_by/type',
    hooks: bodyWith(notes, (body) => {
      const list = body['notes'] as readonly object[]
      return { ...body, notes: list.map((note) => ({ ...note, created_by: 7 })) as never }
    }),
  },
  {
    id: 'methods-without-id',
    title: 'The first payment method has no id',
    requirement: 'getPaymentMethods/response.200/applicable_payment_methods[]/id/required',
    also: [listed],
    hooks: drops(methods, ['applicable_payment_methods', 0, 'id']),
  },
  {
    id: 'methods-no-array',
    title: 'The payment methods are an object',
    requirement: 'getPaymentMethods/response.200/applicable_payment_methods/type',
    also: [listed, fewer],
    hooks: sets(methods, ['applicable_payment_methods'], {}),
  },
  {
    id: 'methods-are-no-json',
    title: 'The payment methods are a line of text',
    requirement: 'getPaymentMethods/response.200/parses',
    also: [listed, fewer],
    hooks: written(methods, () => 'CREDIT_CARD, BANK_TRANSFER'),
  },
  {
    id: 'methods-are-html',
    title: 'The payment methods are labelled text/html',
    requirement: 'getPaymentMethods/response.200/content-type',
    hooks: labelled(methods, 'text/html'),
  },
  {
    id: 'order-is-plain-text',
    title: 'An order that is read is labelled text/plain',
    requirement: 'getOrder/response.200/content-type',
    hooks: labelled(read, 'text/plain'),
  },
  {
    id: 'instrument-month-as-text',
    title: 'The month in which a card that was added expires is a text',
    requirement: 'addPaymentInstrument/response.200/payment_instruments[]/payment_card/expiration_month/type',
    also: [
      'flow/instruments/updated-from-stored',
      'flow/instruments/added/payment_card.expiration_month',
      'flow/instruments/order-reads-back',
      ...leavesTheRest,
    ],
    hooks: bodyWith(added, (body) => {
      const list = body['payment_instruments'] as readonly { payment_card?: object }[]
      const told = list.map((one) =>
        one.payment_card ? { ...one, payment_card: { ...one.payment_card, expiration_month: 'May' } } : one,
      )
      return { ...body, payment_instruments: told as never }
    }),
  },
  {
    id: 'new-order-total-missing',
    title: 'A new order tells no order_total as a number',
    requirement: 'submitBasket/response.200/order_total/type',
    also: ['flow/submit/order-reads-back', ...leavesTheRest, ...placing],
    hooks: sets(replies('submitBasket'), ['order_total'], '100.10 USD'),
  },
  {
    id: 'other-order-told',
    title: 'The order that is read is another than the one asked for',
    requirement: 'flow/order/replies-name-the-order',
    hooks: sets(read, ['order_no'], '00000099'),
  },
  ...(
    [
      ['submitBasket', 'new-order', 'A new order'],
      ['submitBasketWithOrderNo', 'chosen-order', 'An order under a chosen number'],
      ['getOrder', 'order', 'An order that is read'],
      ['updateOrder', 'updated-order', 'An order that was updated'],
      ['addNote', 'noted-order', 'An order with a new note'],
      ['getNotes', 'notes', 'The list of notes'],
      ['getPaymentMethods', 'methods', 'The list of payment methods'],
    ] as const
  ).map(
    ([operation, id, what]): Row => ({
      id: `${id}-may-be-stored`,
      title: `${what} may be stored by caches`,
      requirement: `${operation}/headers/not-cached`,
      hooks: storable(replies(operation)),
    }),
  ),
]

/** Replies to valid calls that are not of the documented form. */
export const replyFaults: readonly Switch[] = switchesOf('reply', rows)
