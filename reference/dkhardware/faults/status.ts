import { contentOf } from '../../engine/call.ts'
import { uuidOf } from '../../engine/ids.ts'
import { systemError } from '../answer.ts'
import { operationIds, requirementId } from '../operations.ts'
import { brokenRules } from '../rules/broken-rules.ts'
import { bodyRulesFor } from '../rules/rules.ts'
import { answersWith, replies, type When, withStatus } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const ruleOf500 = 'createOrder/request/customerOrder/items[]/mpn/maxLength'

const breaksMpn: When = (_, call) =>
  call.operation === 'createOrder' &&
  brokenRules(bodyRulesFor('createOrder'), contentOf(call)).some(
    ({ requirement }) => requirement === requirementId(ruleOf500),
  )

/** Answers that are right but for their status. */
export const statusFaults: readonly Switch[] = switchesOf('status', [
  {
    id: 'create-answers-201',
    title: 'An order that was taken is answered 201',
    requirement: 'createOrder/response.200/status',
    hooks: withStatus(replies('createOrder', 200), 201),
  },
  {
    id: 'payment-answers-201',
    title: 'A payment request that was taken is answered 201',
    requirement: 'requestPayment/response.200/status',
    hooks: withStatus(replies('requestPayment', 200), 201),
  },
  {
    id: 'status-answers-203',
    title: 'The status of a submission is answered 203',
    requirement: 'getOrderStatus/response.200/status',
    hooks: withStatus(replies('getOrderStatus', 200), 203),
  },
  {
    id: 'invalid-order-answered-422',
    title: 'An order that breaks a rule is answered 422',
    requirement: 'createOrder/error.400/validation',
    hooks: withStatus(replies('createOrder', 400), 422),
  },
  {
    id: 'invalid-payment-answered-422',
    title: 'A payment request that breaks a rule is answered 422',
    requirement: 'requestPayment/error.400/validation',
    hooks: withStatus(replies('requestPayment', 400), 422),
  },
  {
    id: 'long-mpn-answered-500',
    title: 'An order with an mpn that is too long is answered 500',
    requirement: 'createOrder/error.400/validation',
    also: [ruleOf500],
    hooks: answersWith(
      (answer, call) => replies('createOrder', 400)(answer, call) && breaksMpn(answer, call),
      (_, { text }) => systemError(uuidOf('trace', text)),
    ),
  },
  ...operationIds.map(
    (operation): Row => ({
      id: `fails-inside-with-503-at-${operation}`,
      title: `A fault inside ${operation} is answered 503`,
      requirement: `${operation}/error.500/system`,
      hooks: withStatus(replies(operation, 500), 503),
    }),
  ),
])
