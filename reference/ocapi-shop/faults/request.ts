import { at, isObject } from '../../../core/json.ts'
import { type Call, contentOf } from '../../engine/call.ts'
import type { Hooks } from '../../engine/hooks.ts'
import { objectOf } from '../call.ts'
import { methodOf, type OperationId, operationIds, requirementId } from '../operations.ts'
import { keywordsOf, rules } from '../rules.ts'
import { overlooking, type Row, type Switch, switchesOf } from './switch.ts'

const bodied: readonly OperationId[] = operationIds.filter(
  (operation) => !operation.startsWith('get') && !operation.startsWith('remove'),
)

const invalidBasket = (operation: OperationId): string => `${operation}/error.400/InvalidBasketIdException`

/** A rule of a request document goes unnoticed. */
const ignored = bodied.flatMap((operation) =>
  rules[operation].flatMap((rule) =>
    keywordsOf(rule)
      .filter((keyword) => !(keyword === 'type' && rule.enum))
      .map((keyword): Row => {
        const requirement = `${operation}/request/${rule.place.join('/')}/${keyword}`
        const isBasket = rule.place[0] === 'basket_id' && keyword !== 'required'
        return {
          id: `ignores-${operation}.${rule.place.join('.')}-${keyword}`,
          title: `${operation} takes ${rule.place.join('/')} although it breaks ${keyword}`,
          requirement,
          ...(isBasket ? { also: [invalidBasket(operation)] } : {}),
          hooks: overlooking(requirement),
        }
      }),
  ),
)

const isBodyObject = (call: Call): boolean => isObject(contentOf(call))

const demanding: readonly OperationId[] = ['submitBasket', 'submitBasketWithOrderNo', 'addPaymentInstrument']

const bodies = bodied.flatMap((operation) =>
  [
    ...(demanding.includes(operation) ? [['protocol/empty-body', 'an empty body'] as const] : []),
    ['protocol/malformed-json', 'a body that is not JSON'] as const,
    ['protocol/truncated-json', 'a body that ends too early'] as const,
    ['request/body/type', 'a body that is no object'] as const,
  ].map(([facet, what]): Row => {
    const requirement = `${operation}/${facet}`
    const title = `${operation} takes ${what}`
    return {
      id: `accepts-${facet.replace(/\W/g, '-')}-at-${operation}`,
      title,
      requirement,
      // What ends too early is no JSON either.
      ...(facet === 'protocol/truncated-json' ? { also: [`${operation}/protocol/malformed-json`] } : {}),
      hooks: {
        // Such a body lacks all members too, and that must not save the service.
        overlooks: (broken, call) =>
          broken === requirementId(requirement) ||
          (!isBodyObject(call) &&
            broken !== requirementId(`${operation}/request/body/type`) &&
            broken.startsWith(requirementId(`${operation}/request/`))),
      },
    }
  }),
)

/** The operations of each path, whose wrong methods end at the first of them. */
const paths: readonly (readonly [OperationId, ...OperationId[]])[] = [
  ['submitBasket'],
  ['submitBasketWithOrderNo', 'getOrder', 'updateOrder'],
  ['addNote', 'getNotes'],
  ['removeNote'],
  ['addPaymentInstrument'],
  ['updatePaymentInstrument', 'removePaymentInstrument'],
  ['getPaymentMethods'],
]

const methods = paths.map(([first, ...others]): Row => {
  const facets = [`${first}/protocol/`, `${first}/request/`].map(requirementId)
  return {
    id: `accepts-wrong-method-at-${first}`,
    title: `${first} is performed by any method`,
    requirement: `${first}/protocol/wrong-method`,
    also: [
      ...others.map((other) => `${other}/protocol/wrong-method`),
      ...(first === 'addNote' ? ['_type/const', 'notes/type'].map((facet) => `getNotes/response.200/${facet}`) : []),
    ],
    hooks: {
      // Most other methods come without a body, and that must not save the service.
      overlooks: (requirement, { operation, method }) =>
        method !== methodOf(operation) && facets.some((facet) => requirement.startsWith(facet)),
    },
  }
})

const parameters: readonly Row[] = [
  ['submitBasketWithOrderNo', 'path.order_no/maxLength', 'a number of 51 characters'],
  ['addPaymentInstrument', 'query.skip_authorization/type', 'a skip_authorization that is no Boolean'],
  ['updatePaymentInstrument', 'query.skip_authorization/type', 'a skip_authorization that is no Boolean'],
].map(([operation = '', facet = '', what]): Row => {
  const requirement = `${operation}/request/${facet}`
  return {
    id: `ignores-${operation}.${facet.replace('/', '-')}`,
    title: `${operation} takes ${what}`,
    requirement,
    hooks: overlooking(requirement),
  }
})

export const requestFaults: readonly Switch[] = switchesOf('constraint', [
  ...ignored,
  ...bodies,
  ...methods,
  ...parameters,
])

const lacks = [
  ['missing', 'no token'],
  ['empty', 'an empty token'],
  ['malformed', 'credentials of another scheme'],
  ['unknown', 'a token that nobody issued'],
] as const

export const credentialFaults: readonly Switch[] = switchesOf(
  'credentials',
  operationIds.flatMap((operation) =>
    lacks.map(([lack, what]): Row => {
      const requirement = `${operation}/auth/${lack}`
      return {
        id: `accepts-${lack}-token-at-${operation}`,
        title: `${operation} takes ${what}`,
        requirement,
        hooks: overlooking(requirement),
      }
    }),
  ),
)

type Refused = {
  readonly id: string
  readonly title: string
  readonly requirement: string
  readonly also?: readonly string[]
  readonly when: (call: Call) => boolean
}

const memberOf = (call: Call, ...path: readonly string[]): unknown => at(objectOf(call), path)
const lengthOf = (value: unknown): number => (typeof value === 'string' ? [...value].length : 0)
const isBeyondAscii = (value: unknown): boolean =>
  typeof value === 'string' && [...value].some((letter) => letter > '\u007f')
/** Stories call their card holders so. */
const isOfStory = (call: Call): boolean => /^assay|^undefined$/i.test(String(memberOf(call, 'payment_card', 'holder')))
const hasNumber = (call: Call, length: number): boolean =>
  call.operation === 'submitBasketWithOrderNo' && lengthOf(call.parameters['order_no']) === length

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
    when: (call) => call.operation === 'addNote' && lengthOf(memberOf(call, 'text')) === 4000,
  },
  {
    id: 'refuses-subject-of-256',
    title: 'Refuses a subject of exactly 256 characters',
    requirement: 'addNote/request/subject/maxLength',
    when: (call) => call.operation === 'addNote' && lengthOf(memberOf(call, 'subject')) === 256,
  },
  {
    id: 'refuses-holder-of-256',
    title: 'Refuses a card holder of exactly 256 characters',
    requirement: 'addPaymentInstrument/request/payment_card/holder/maxLength',
    when: (call) =>
      call.operation === 'addPaymentInstrument' && lengthOf(memberOf(call, 'payment_card', 'holder')) === 256,
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

const refusing = ({ requirement, when, ...row }: Refused): Row => {
  const finds: Hooks['finds'] = (call) =>
    when(call) ? [{ requirement: requirementId(requirement), status: 400, type: 'PropertyConstraintViolation' }] : []
  return { ...row, requirement, hooks: { finds } }
}

/** Valid requests that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf('refuses-valid', refused.map(refusing))
