import { withAt } from '../../../core/json.ts'
import { answersWith, bodyWith, replies, sets } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const trace = [
  "TypeError: Cannot read properties of undefined (reading 'id')",
  '    at toOrder (/srv/orders/dist/create-order.js:41:23)',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  '    at async handle (/srv/orders/dist/server.js:112:18)',
].join('\n')

/** Replies that tell what they must not. */
export const leakFaults: readonly Switch[] = switchesOf('leak', [
  {
    id: 'token-in-refusal',
    title: 'A refused order is told the credentials it came with',
    requirement: 'createOrder/security/no-secret-echo',
    hooks: bodyWith(replies('createOrder', 400), (body, _, { headers }) =>
      withAt(body, ['request'], { authorization: headers.get('authorization') }),
    ),
  },
  {
    id: 'token-in-reply-header',
    title: 'The reply to a payment request carries the credentials in a header',
    requirement: 'requestPayment/security/no-secret-echo',
    hooks: answersWith(replies('requestPayment', 200), (answer, call) => ({
      ...answer,
      headers: { ...answer.headers, 'x-request-authorization': call.headers.get('authorization') ?? '' },
    })),
  },
  {
    id: 'token-in-status',
    title: 'The status of a submission shows the credentials it was asked with',
    requirement: 'getOrderStatus/security/no-secret-echo',
    hooks: bodyWith(replies('getOrderStatus', 200), (body, _, { headers }) =>
      withAt(body, ['debug'], { authorization: headers.get('authorization') }),
    ),
  },
  {
    id: 'stack-trace-in-refusal',
    title: 'A refused order gets a stack trace',
    requirement: 'createOrder/security/no-stack-trace',
    hooks: sets(replies('createOrder', 400), ['stack'], trace),
  },
  {
    id: 'stack-trace-in-reply',
    title: 'The reply to a payment request holds a stack trace',
    requirement: 'requestPayment/security/no-stack-trace',
    hooks: sets(replies('requestPayment', 200), ['debug'], trace),
  },
  {
    id: 'stack-trace-in-status',
    title: 'The status of a submission holds a stack trace',
    requirement: 'getOrderStatus/security/no-stack-trace',
    hooks: sets(replies('getOrderStatus', 200), ['debug'], trace),
  },
])
