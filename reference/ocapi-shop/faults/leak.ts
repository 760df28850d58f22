import { at, type Json, withAt } from '../../../core/json.ts'
import { objectOf } from '../call.ts'
import { operationIds } from '../operations.ts'
import { readsBack } from './reads-back.ts'
import { bodyWith, replies, sets } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const trace = [
  "TypeError: Cannot read properties of undefined (reading 'order_no')",
  '    at toOrder (/srv/shop/dist/orders.js:41:23)',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  '    at async handle (/srv/shop/dist/server.js:112:18)',
].join('\n')

const tokens = operationIds.map(
  (operation): Row => ({
    id: `token-in-reply-of-${operation}`,
    title: `The reply of ${operation} holds the credentials it was asked with`,
    requirement: `${operation}/security/no-secret-echo`,
    // What one reply tells besides, the next one does not.
    also: readsBack,
    hooks: bodyWith(replies(operation), (body, { headers }) =>
      withAt(body, ['c_debug'], { authorization: headers.get('authorization') }),
    ),
  }),
)

const hidden = (operation: string, member: string): string => `${operation}/security/hidden/payment_card/${member}`
const hiddenAccount = (operation: string, member: string): string =>
  `${operation}/security/hidden/payment_bank_account/${member}`

const accountTelling = (instrument: Json, member: string, told: string): Json =>
  at(instrument, ['payment_bank_account', member]) === undefined
    ? instrument
    : withAt(instrument, ['payment_bank_account', member], told)

/** Replies that tell what they must not. */
export const leakFaults: readonly Switch[] = switchesOf('leak', [
  ...tokens,
  {
    id: 'stack-trace-in-order',
    title: 'An order that is read holds a stack trace',
    requirement: 'getOrder/security/no-stack-trace',
    also: readsBack,
    hooks: sets(replies('getOrder'), ['c_debug'], trace),
  },
  {
    id: 'stack-trace-in-refusal',
    title: 'A refused payment instrument gets a stack trace',
    requirement: 'addPaymentInstrument/security/no-stack-trace',
    hooks: sets(replies('addPaymentInstrument', 400), ['fault', 'stack_trace'], trace),
  },
  {
    id: 'card-number-in-reply',
    title: 'The reply to a new payment instrument holds the request',
    requirement: hidden('addPaymentInstrument', 'number'),
    also: [
      hidden('addPaymentInstrument', 'security_code'),
      hiddenAccount('addPaymentInstrument', 'number'),
      hiddenAccount('addPaymentInstrument', 'drivers_license'),
      'flow/instruments/number-hidden',
      'flow/instruments/security-code-hidden',
      ...readsBack,
    ],
    hooks: bodyWith(replies('addPaymentInstrument'), (body, call) => ({ ...body, c_request: objectOf(call) })),
  },
  ...(['number', 'drivers_license'] as const).map(
    (member): Row => ({
      id: `account-${member.replace('_', '-')}-in-reply`,
      title: `The reply to a payment instrument changed to a bank account holds its ${member}`,
      requirement: hiddenAccount('updatePaymentInstrument', member),
      also: readsBack,
      hooks: bodyWith(replies('updatePaymentInstrument'), (body, call) =>
        withAt(body, ['c_account'], (at(objectOf(call), ['payment_bank_account', member]) ?? null) as Json),
      ),
    }),
  ),
  ...(
    [
      ['number_last_digits', 'first-digits-of-account-as-last', '0001'],
      ['masked_drivers_license', 'licence-masked-at-its-end', '5551********'],
    ] as const
  ).map(
    ([member, id, told]): Row => ({
      id,
      title: `The reply to a new bank account shows something else as ${member}`,
      requirement: 'flow/instruments/account-masked',
      also: readsBack,
      hooks: bodyWith(replies('addPaymentInstrument'), (body) => ({
        ...body,
        payment_instruments: [body['payment_instruments'] ?? []].flat().map((one) => accountTelling(one, member, told)),
      })),
    }),
  ),
  {
    id: 'security-code-in-reply',
    title: 'The reply to a changed payment instrument holds the security code',
    requirement: hidden('updatePaymentInstrument', 'security_code'),
    also: ['flow/instruments/security-code-hidden', ...readsBack],
    hooks: bodyWith(replies('updatePaymentInstrument'), (body, call) =>
      withAt(body, ['c_code'], (at(objectOf(call), ['payment_card', 'security_code']) ?? null) as Json),
    ),
  },
])
