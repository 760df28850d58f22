import { at, withAt } from '../../../core/json.ts'
import { digitsOf, uuidOf } from '../../engine/ids.ts'
import { notFound, systemError } from '../answer.ts'
import { lastPoll, type Submission, statusOf } from '../submission.ts'
import { readsBack } from './reads-back.ts'
import { answersWith, bodyWith, drops, later, sets, shown, shows, type When, withOrderId } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const lifecycle = (name: string): string => `flow/submission-lifecycle/${name}`
const failedCreate = shows('Failed', 'createOrder')
const atPoll =
  (wanted: number): When =>
  ({ about }) =>
    about?.reads === wanted

/** The reply as it was at an earlier poll. */
const asAtPoll = (when: When, poll: number) =>
  bodyWith(when, (body, { about }) => (about ? statusOf({ ...about, reads: poll }) : body))

const createSubmits = (change: (submission: Submission, text: string) => Submission) => ({
  stores: (submission: Submission, { text }: { readonly text: string }) =>
    submission.operation === 'createOrder' ? change(submission, text) : submission,
})

/** The id of an order that is not the submission's. */
const idFrom = ({ id }: Submission): string => digitsOf(9, 'another', id)

const createdAt = ['payload', 'createdAt']

const nextSecond = (text: string): string => new Date(Date.parse(text) + 1_000).toISOString()

/** What became of a payment is read once more after its end. */
const endsOfPayments = ['submission-succeeds', 'names-the-order', 'unknown-order-fails', 'cancelled-order-fails'].map(
  (name) => `flow/request-payment/${name}`,
)

/** Submissions that do not live as the documents say. */
export const lifecycleFaults: readonly Switch[] = switchesOf('state', [
  {
    id: 'goes-back-to-accepted',
    title: 'A submission stands at Accepted again after Processing',
    requirement: lifecycle('states-never-go-back'),
    hooks: asAtPoll(atPoll(lastPoll), 1),
  },
  {
    id: 'goes-back-to-processing',
    title: 'A submission that has ended stands at Processing when it is read again',
    requirement: lifecycle('terminal-state-is-final'),
    also: [lifecycle('states-never-go-back'), ...endsOfPayments],
    hooks: asAtPoll(atPoll(lastPoll + 1), 2),
  },
  {
    id: 'order-changes-between-reads',
    title: 'A submission that has ended names another order when it is read again',
    requirement: lifecycle('terminal-state-is-final'),
    also: [lifecycle('identity-stays')],
    hooks: bodyWith(later(shown), (body, { about }) =>
      about ? statusOf({ ...about, thing: withOrderId(about.thing, idFrom(about.thing)) }) : body,
    ),
  },
  {
    id: 'made-anew-at-each-read',
    title: 'An order was created at another time whenever it is read again',
    requirement: lifecycle('identity-stays'),
    hooks: bodyWith(later(shown), (body) => withAt(body, createdAt, nextSecond(String(at(body, createdAt))))),
  },
  {
    id: 'errors-when-succeeded',
    title: 'A submission that Succeeded has errors',
    requirement: lifecycle('errors-exactly-when-failed'),
    hooks: sets(shows('Succeeded'), ['errors'], ['The warehouse was slow']),
  },
  {
    id: 'no-errors-when-failed',
    title: 'A create submission that Failed has no errors',
    requirement: lifecycle('errors-exactly-when-failed'),
    also: ['flow/reference-id/second-use-message'],
    hooks: sets(failedCreate, ['errors'], null),
  },
  {
    id: 'no-orderId-when-succeeded',
    title: 'A create submission that Succeeded names no order',
    requirement: lifecycle('order-id-when-succeeded'),
    also: ['flow/round-trip/order-id'],
    hooks: sets(shown, ['orderId'], null),
  },
  {
    id: 'orderId-when-create-failed',
    title: 'A create submission that Failed names an order',
    requirement: lifecycle('order-id-null-when-create-failed'),
    hooks: bodyWith(failedCreate, (body, { about }) => (about ? withAt(body, ['orderId'], idFrom(about.thing)) : body)),
  },
  {
    id: 'no-payload-when-created',
    title: 'A create submission that Succeeded has no payload',
    requirement: lifecycle('payload-when-created'),
    hooks: drops(shown, ['payload']),
  },
  {
    id: 'shared-submissionId',
    title: 'All orders without a referenceId get one submissionId',
    requirement: lifecycle('submissions-differ'),
    // What is read of one submission may be another's, depending on which came last.
    also: [
      ...['two-creates-two-orders', 'terminal-state-is-final', 'states-never-go-back', 'orders-differ'].map(lifecycle),
      lifecycle('identity-stays'),
      ...readsBack,
    ],
    hooks: createSubmits((submission) =>
      submission.referenceId === null ? { ...submission, id: uuidOf('shared') } : submission,
    ),
  },
  {
    id: 'orders-share-ids',
    title: 'Orders without notes are given one id',
    requirement: lifecycle('orders-differ'),
    also: [lifecycle('two-creates-two-orders')],
    hooks: createSubmits((submission, text) =>
      submission.end.status === 'Succeeded' && !text.includes('"customerNotes"')
        ? withOrderId(submission, digitsOf(9, 'shared'))
        : submission,
    ),
  },
  {
    id: 'shared-order',
    title: 'The same order posted twice is one order',
    requirement: lifecycle('two-creates-two-orders'),
    hooks: createSubmits((submission, text) =>
      submission.end.status === 'Succeeded' ? withOrderId(submission, digitsOf(9, 'shared', text)) : submission,
    ),
  },
  {
    id: 'crashes-when-read-again',
    title: 'A submission with a referenceId that has ended is answered 500 when it is read again',
    requirement: lifecycle('terminal-state-is-final'),
    hooks: answersWith(
      ({ about }) => about !== undefined && about.reads > lastPoll && about.thing.referenceId !== null,
      (_, { text }) => systemError(uuidOf('trace', text)),
    ),
  },
  {
    id: 'forgets-payments',
    title: 'The status of a payment request is answered 404',
    requirement: lifecycle('submission-is-known'),
    also: ['getOrderStatus/response.200/status'],
    hooks: answersWith(
      ({ about }) => about !== undefined && about.reads > 0 && about.thing.operation === 'requestPayment',
      (_, { text }) => notFound(uuidOf('trace', text)),
    ),
  },
])
