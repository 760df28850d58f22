import { contentOf } from '../engine/call.ts'
import { acceptsCredentials, acceptsStrayBytes, acceptsSyntax, ignores } from '../engine/families/accepts.ts'
import { becomes, gone, is, members, repliesWhen } from '../engine/families/body.ts'
import { breaksOff } from '../engine/families/breaks-off.ts'
import { garbles, mislabels } from '../engine/families/label.ts'
import { leaksToken } from '../engine/families/leak.ts'
import { isOfLength, refusesValues } from '../engine/families/refuses.ts'
import { answersStatus } from '../engine/families/status.ts'
import { replies } from '../engine/shape.ts'
import { type Row, type Switch, slipping, switchesOf } from '../engine/switch.ts'
import { contract, operations as known } from './names.ts'
import type { Order } from './orders.ts'
import { rules } from './rules.ts'

const operations = known.map(({ id }) => id)
const subject = { contract, operations }
const ofBody = { contract, operations: ['createOrder', 'refundOrder'] }
const read = replies('getOrder', 200)
const unknown = replies('getOrder', 404)
const shape = 'getOrder/response.200'
const readsBack = ['created', 'cancelled', 'refunded'].map((one) => `flow/order/${one}-reads-back`)
const frames = ['cancelling', 'refunding'].map((one) => `flow/order/${one}-leaves-the-rest`)
const stories = ['cancelled/stays', 'refunded/total', 'refunded/kept'].map((step) => `workflow/${step}`)
const [row, whole] = [
  [...readsBack, ...frames],
  [...readsBack, ...frames, ...stories],
]

const ignored = Object.entries(rules).flatMap(([operation, { headers = [], body = [] }]) =>
  ignores({ contract, operations: [operation] }, [...headers, ...body]),
)

const statuses = answersStatus(
  operations.map((operation) => ({
    id: `${operation}-answers-203`,
    title: `A call of ${operation} that succeeds is answered 203`,
    requirement: `${operation}/response.${operation === 'createOrder' ? 201 : 200}/status`,
    when: replies(operation, operation === 'createOrder' ? 201 : 200),
    status: 203,
  })),
)

const inReplies = [
  ...members(repliesWhen(shape, read), [
    ['order-without-total', 'An order that is read has no total', 'total', 'required', gone, whole],
    ['total-as-text', 'The total of an order is a text', 'total', 'type', becomes(String), row],
    ['status-of-another-word', 'An order stands at done', 'status', 'enum', is('done'), whole],
    ['created-some-day', 'An order was created some day', 'created_at', 'format', is('some day'), row],
  ]),
  ...members(repliesWhen('getOrder/response.404', unknown), [
    ['problem-without-title', 'A problem has no title', 'title', 'required', gone],
  ]),
  ...mislabels([{ id: 'order-is-html', title: 'An order is labelled HTML', shape, when: read, type: 'text/html' }]),
  ...garbles([
    {
      id: 'order-is-no-json',
      title: 'An order has a comma too many',
      shape,
      when: read,
      also: stories,
      text: (text) => `${text},`,
    },
  ]),
]

const refused = refusesValues(
  { contract, operation: 'createOrder', contentOf, refusal: () => ({ status: 400, type: 'invalid' }) },
  [['refuses-note-of-200', 'Refuses a note of exactly 200 characters', ['note'], 'maxLength', isOfLength(200)]],
)

const leaks = leaksToken(
  operations.map((operation) => ({
    id: `token-in-header-of-${operation}`,
    title: `A reply of ${operation} carries the credentials in a header`,
    operation,
    when: replies(operation, operation === 'createOrder' ? 201 : 200),
    place: 'header',
  })),
)

type Story = readonly [slip: string, title: string, requirement: string, also?: readonly string[]]

const others = ['flow/created/currency', 'flow/created/items', 'flow/orders-differ']
const noMore = ['workflow/refunded/noMore']

/** What the service does across calls, and the promise that breaks. */
const slipRows: readonly Story[] = [
  ['keys are forgotten', 'The same key makes another order', 'workflow/sameKey/again'],
  ['keys stand for anything', 'A key is taken with another body', 'createOrder/error.409/key-reused', others],
  ['orders are not listed', 'New orders are not listed', 'workflow/listed/list'],
  ['closed orders are cancelled', 'A cancelled order is cancelled again', 'cancelOrder/error.409/not-open'],
  ['refunded orders are cancelled', 'A refunded order is cancelled', 'workflow/refunded/partlyRefunded'],
  ['closed orders are refunded', 'A closed order is refunded', 'refundOrder/error.409/not-open', noMore],
  ['more than all is refunded', 'More is refunded than is left', 'refundOrder/error.409/too-much'],
  [
    'cancelling is lost',
    'A cancelled order is open again',
    'workflow/cancelled/stays',
    ['flow/order/cancelled-reads-back'],
  ],
  ['refunds are lost', 'A refund is told and forgotten', 'flow/order/refunded-reads-back', ['workflow/refunded/kept']],
  ['noted orders share an id', 'All orders with a note have one id', 'flow/orders-differ', whole],
]

const slips = slipRows.map(
  ([slip, title, requirement, also]): Row<Order> => ({
    id: slip.replaceAll(' ', '-'),
    title,
    requirement,
    ...(also ? { also } : {}),
    hooks: slipping(slip),
  }),
)

const stored: readonly Row<Order>[] = [
  {
    id: 'loses-notes',
    title: 'A note is told and not kept',
    requirement: 'flow/order/created-reads-back',
    also: [...frames, 'flow/created/note'],
    hooks: { stores: (order) => ({ ...order, note: null }) },
  },
]

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch<Order>[] = [
  ...switchesOf(contract, 'reply', inReplies),
  ...switchesOf(contract, 'status', statuses),
  ...switchesOf(contract, 'refuses-valid', refused),
  ...switchesOf(contract, 'credentials', acceptsCredentials(subject)),
  ...switchesOf(contract, 'wire', [
    ...breaksOff({ operations: ['createOrder'] }, ['cut-short'], { status: 201 }),
    ...breaksOff({ operations: ['getOrder'] }, ['reset', 'not-http'], { status: 200 }),
  ]),
  ...switchesOf(contract, 'leak', leaks),
  ...switchesOf<Order>(contract, 'state', [...slips, ...stored]),
  ...switchesOf(contract, 'constraint', [
    ...ignored,
    ...acceptsSyntax(ofBody, ['empty-body', 'malformed-json', 'truncated-json']),
    ...acceptsStrayBytes(ofBody),
    // Wrong methods of one path end at its first operation.
    ...acceptsSyntax({ contract, operations: operations.filter((one) => one !== 'createOrder') }, ['wrong-method'], {
      also: (operation) => (operation === 'listOrders' ? ['createOrder/protocol/wrong-method'] : []),
    }),
  ]),
]
