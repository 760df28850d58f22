import { textOf } from '../../engine/answer.ts'
import { digitsOf } from '../../engine/ids.ts'
import { alters, answersWith, bodyWith, drops, replies, sets, shows } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const created = replies('createOrder', 200)
const paid = replies('requestPayment', 200)
const accepted = shows('Accepted')
const unknown = 'flow/submission-lifecycle/submission-is-known'

/** Replies to valid calls that are not of the documented form. */
export const replyFaults: readonly Switch[] = switchesOf('reply', [
  {
    id: 'drops-submissionId',
    title: 'An order that was taken gets no submissionId',
    requirement: 'createOrder/response.200/submissionId/required',
    also: [unknown],
    hooks: drops(created, ['submissionId']),
  },
  {
    id: 'numeric-submissionId',
    title: 'The submissionId is a number',
    requirement: 'createOrder/response.200/submissionId/type',
    also: [unknown],
    hooks: alters(created, ['submissionId'], (id) => Number(digitsOf(12, String(id)))),
  },
  {
    id: 'empty-submissionId',
    title: 'The submissionId is an empty text',
    requirement: 'createOrder/response.200/submissionId/minLength',
    also: [unknown, 'flow/submission-lifecycle/submissions-differ'],
    hooks: sets(created, ['submissionId'], ''),
  },
  {
    id: 'long-submissionId',
    title: 'The submissionId is longer than the status call takes',
    requirement: 'createOrder/response.200/submissionId/maxLength',
    also: [unknown],
    hooks: alters(created, ['submissionId'], (id) => `${id}-${'0'.repeat(30)}`),
  },
  {
    id: 'create-answers-html',
    title: 'The reply to a taken order is labelled text/html',
    requirement: 'createOrder/response.200/content-type',
    hooks: answersWith(created, (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'content-type': 'text/html' },
    })),
  },
  {
    id: 'create-answers-no-json',
    title: 'The reply to a taken order has a comma too many',
    requirement: 'createOrder/response.200/parses',
    also: [unknown],
    hooks: answersWith(created, (answer) => ({ ...answer, text: textOf(answer).replace(/}$/, ',}') })),
  },
  {
    id: 'payment-answers-list',
    title: 'The reply to a payment request is wrapped in an array',
    requirement: 'requestPayment/response.200/body/type',
    also: [unknown],
    hooks: bodyWith(paid, (body) => [body]),
  },
  {
    id: 'unknown-status-word',
    title: 'A submission that is being processed stands at InProgress',
    requirement: 'getOrderStatus/response.200/status/enum',
    hooks: sets(shows('Processing'), ['status'], 'InProgress'),
  },
  {
    id: 'drops-status',
    title: 'A submission that was just accepted has no status',
    requirement: 'getOrderStatus/response.200/status/required',
    hooks: drops(accepted, ['status']),
  },
  {
    id: 'boolean-orderId',
    title: 'The orderId of a submission that was just accepted is true',
    requirement: 'getOrderStatus/response.200/orderId/type',
    hooks: sets(accepted, ['orderId'], true),
  },
  {
    id: 'text-errors',
    title: 'The errors of a submission that was just accepted are a text',
    requirement: 'getOrderStatus/response.200/errors/type',
    hooks: sets(accepted, ['errors'], ''),
  },
  {
    id: 'numeric-error',
    title: 'The errors of a failed submission end with a number',
    requirement: 'getOrderStatus/response.200/errors[]/type',
    hooks: alters(shows('Failed'), ['errors'], (errors) => (Array.isArray(errors) ? [...errors, 42] : errors)),
  },
  {
    id: 'boolean-referenceId',
    title: 'The referenceId of a submission that was just accepted is false',
    requirement: 'getOrderStatus/response.200/referenceId/type',
    hooks: sets(shows('Accepted', 'createOrder'), ['referenceId'], false),
  },
])
