import { at, isObject } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import { isAbsent, isBeyondAscii, isOfLength, isPresent, refuses } from '../../engine/families/refuses.ts'
import { objectOf } from '../call.ts'
import { contract } from '../operations.ts'
import { type Switch, switchesOf } from './switch.ts'

type Refused = {
  readonly id: string
  readonly title: string
  readonly requirement: string
  readonly also?: readonly string[]
  readonly when: (call: Call) => boolean
}

const memberOf = (call: Call, ...path: readonly string[]): unknown => at(objectOf(call), path)
/** Stories call their card holders so. */
const isOfStory = (call: Call): boolean => /^assay|^undefined$/i.test(String(memberOf(call, 'payment_card', 'holder')))
const hasNumber = (call: Call, length: number): boolean =>
  call.operation === 'submitBasketWithOrderNo' && isOfLength(length)(call.parameters['order_no'])

const refused: readonly Refused[] = [
  {
    id: 'refuses-number-of-50',
    title: 'Refuses an order number of exactly 50 characters',
    requirement: 'submitBasketWithOrderNo/request/path.order_no/maxLength',
    when: (call) => hasNumber(call, 50),
  },
  {
    id: 'refuses-note-of-4000',
    title: 'Refuses a note of exactly 4000 characters',
    requirement: 'addNote/request/text/maxLength',
    when: (call) => call.operation === 'addNote' && isOfLength(4000)(memberOf(call, 'text')),
  },
  {
    id: 'refuses-subject-of-256',
    title: 'Refuses a subject of exactly 256 characters',
    requirement: 'addNote/request/subject/maxLength',
    when: (call) => call.operation === 'addNote' && isOfLength(256)(memberOf(call, 'subject')),
  },
  {
    id: 'refuses-holder-of-256',
    title: 'Refuses a card holder of exactly 256 characters',
    requirement: 'addPaymentInstrument/request/payment_card/holder/maxLength',
    when: (call) =>
      call.operation === 'addPaymentInstrument' && isOfLength(256)(memberOf(call, 'payment_card', 'holder')),
  },
  {
    id: 'refuses-non-ascii-holder',
    title: 'Refuses a card holder with letters beyond ASCII',
    requirement: 'addPaymentInstrument/request/payment_card/holder/type',
    also: ['addPaymentInstrument/response.200/status'],
    when: (call) =>
      call.operation === 'addPaymentInstrument' && isBeyondAscii(memberOf(call, 'payment_card', 'holder')),
  },
  {
    id: 'refuses-false',
    title: 'Refuses to set a custom property that was true to false',
    requirement: 'flow/update/custom-properties',
    when: (call) => call.operation === 'updateOrder' && memberOf(call, 'c_replaced') === false,
  },
  {
    id: 'refuses-valid-from-december',
    title: 'Refuses a card valid from December',
    requirement: 'updatePaymentInstrument/request/payment_card/valid_from_month/maximum',
    also: ['updatePaymentInstrument/response.200/status'],
    when: (call) =>
      call.operation === 'updatePaymentInstrument' && memberOf(call, 'payment_card', 'valid_from_month') === 12,
  },
  {
    id: 'needs-skip-authorization',
    title: 'Refuses an update without skip_authorization',
    requirement: 'updatePaymentInstrument/request/query.skip_authorization/optional',
    also: ['updatePaymentInstrument/response.200/status', 'updatePaymentInstrument/format/xml'],
    when: (call) =>
      call.operation === 'updatePaymentInstrument' && !call.query.has('skip_authorization') && !isOfStory(call),
  },
  ...(['addPaymentInstrument', 'updatePaymentInstrument'] as const).flatMap((operation): readonly Refused[] => [
    {
      id: `refuses-amount-of-nothing-at-${operation}`,
      title: `${operation} refuses an amount of 0`,
      requirement: `${operation}/request/amount/type`,
      when: (call) => call.operation === operation && memberOf(call, 'amount') === 0,
    },
    {
      id: `needs-card-holder-at-${operation}`,
      title: `${operation} refuses a card without a holder`,
      requirement: `${operation}/request/payment_card/holder/type`,
      when: (call) =>
        call.operation === operation &&
        isObject(memberOf(call, 'payment_card')) &&
        isAbsent(memberOf(call, 'payment_card', 'holder')),
    },
    {
      id: `refuses-issue-number-at-${operation}`,
      title: `${operation} refuses a card with a number of its issue`,
      requirement:
        operation === 'addPaymentInstrument'
          ? 'flow/instruments/added/payment_card.issue_number'
          : 'flow/instruments/updated',
      when: (call) => call.operation === operation && isPresent(memberOf(call, 'payment_card', 'issue_number')),
    },
  ]),
  ...(['subject', 'text'] as const).map(
    (member): Refused => ({
      id: `refuses-empty-${member}`,
      title: `Refuses a note whose ${member} is empty`,
      requirement: `addNote/request/${member}/type`,
      when: (call) => call.operation === 'addNote' && memberOf(call, member) === '',
    }),
  ),
  ...(['addPaymentInstrument', 'updatePaymentInstrument'] as const).flatMap((operation) =>
    ['drivers_license', 'drivers_license_state_code', 'holder', 'number'].map(
      (member): Refused => ({
        id: `needs-account-${member.replaceAll('_', '-')}-at-${operation}`,
        title: `${operation} refuses a bank account without ${member}`,
        requirement: `${operation}/request/payment_bank_account/${member}/optional`,
        when: (call) =>
          call.operation === operation &&
          isObject(memberOf(call, 'payment_bank_account')) &&
          memberOf(call, 'payment_bank_account', member) === undefined,
      }),
    ),
  ),
]

const refusal = { status: 400, type: 'PropertyConstraintViolation' } as const

/** Valid requests that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf('refuses-valid', refuses(contract, refusal, refused))
