import { at, type Json, withAt } from '../../../core/json.ts'
import { objectOf } from '../call.ts'
import { readsBack } from './reads-back.ts'
import { bodyWith, replies } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const hidden = (operation: string, member: string): string => `${operation}/security/hidden/payment_card/${member}`
const hiddenAccount = (operation: string, member: string): string =>
  `${operation}/security/hidden/payment_bank_account/${member}`

const accountTelling = (instrument: Json, member: string, text: string): Json =>
  at(instrument, ['payment_bank_account', member]) === undefined
    ? instrument
    : withAt(instrument, ['payment_bank_account', member], text)

/** Replies that tell what they must not. */
export const leakFaults: readonly Switch[] = switchesOf('leak', [
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
        withAt(body, ['c_account'], at(objectOf(call), ['payment_bank_account', member]) ?? null),
      ),
    }),
  ),
  ...(
    [
      ['number_last_digits', 'first-digits-of-account-as-last', '0001'],
      ['masked_drivers_license', 'licence-masked-at-its-end', '5551********'],
    ] as const
  ).map(
    ([member, id, text]): Row => ({
      id,
      title: `The reply to a new bank account shows something else as ${member}`,
      requirement: 'flow/instruments/account-masked',
      also: readsBack,
      hooks: bodyWith(replies('addPaymentInstrument'), (body) => ({
        ...body,
        payment_instruments: [body['payment_instruments'] ?? []].flat().map((one) => accountTelling(one, member, text)),
      })),
    }),
  ),
  {
    id: 'security-code-in-reply',
    title: 'The reply to a changed payment instrument holds the security code',
    requirement: hidden('updatePaymentInstrument', 'security_code'),
    also: ['flow/instruments/security-code-hidden', ...readsBack],
    hooks: bodyWith(replies('updatePaymentInstrument'), (body, call) =>
      withAt(body, ['c_code'], at(objectOf(call), ['payment_card', 'security_code']) ?? null),
    ),
  },
])
