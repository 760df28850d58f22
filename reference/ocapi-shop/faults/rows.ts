import { keysOf } from '../../../core/record.ts'
import { derived } from '../../engine/families/derived.ts'
import type { OperationId } from '../operations.ts'
import { drops, faults, sets, withStatus } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const basketRows = [
  ['GiftCertificateCreation', 400],
  ['InvalidBasketId', 400],
  ['InvalidProductItem', 400],
  ['InvalidProductOptionItem', 400],
  ['InvalidProductOptionValueItem', 400],
  ['ProductItemNotAvailable', 400],
  ['InvalidCustomer', 400],
  ['Validation', 400],
  ['BasketNotFound', 404],
] as const

const orderRow = ['OrderNotFound', 404] as const

/** Every row of the document's tables of faults, by operation; names without their suffix. */
const tables: Readonly<Record<OperationId, readonly (readonly [string, number])[]>> = {
  submitBasket: basketRows,
  submitBasketWithOrderNo: [...basketRows, ['DuplicateOrderNumber', 409]],
  getOrder: [orderRow],
  updateOrder: [
    ['NotFound', 404],
    ['StatusTransitionNotPossible', 400],
  ],
  addNote: [orderRow],
  getNotes: [orderRow],
  removeNote: [orderRow, ['NoteNotFound', 404]],
  addPaymentInstrument: [
    ['InvalidOrderNumber', 400],
    ['InvalidPaymentMethodId', 400],
    orderRow,
    ['PaymentInstrumentNotFound', 404],
  ],
  updatePaymentInstrument: [
    ['PaymentInstrumentPermanentlyMasked', 400],
    ['InvalidPaymentMethodId', 400],
    orderRow,
    ['PaymentInstrumentNotFound', 404],
  ],
  removePaymentInstrument: [orderRow],
  getPaymentMethods: [['InvalidCustomer', 400], orderRow],
}

type TableRow = { readonly operation: OperationId; readonly type: string; readonly status: number }

const tableRows: readonly TableRow[] = keysOf<OperationId>(tables).flatMap((operation) =>
  tables[operation].map(([type, status]) => ({ operation, type, status })),
)

const requirementOf = ({ operation, type, status }: TableRow): string => `${operation}/error.${status}/${type}Exception`

/** Requirements that lean on a fault beside its own row. */
const leaning: Readonly<Record<string, (operation: OperationId) => readonly string[]>> = {
  InvalidPaymentMethodId: (operation) => [`${operation}/request/payment_card/needed-for-credit-card`],
  BasketNotFound: (operation) => (operation === 'submitBasket' ? ['flow/submit/basket-is-gone'] : []),
  OrderNotFound: (operation) => (operation === 'getOrder' ? ['getOrder/foreign-order'] : []),
}

const otherTypes = tableRows.map((row): Row => {
  const { operation, type } = row
  return derived('errors', {
    id: `${operation}-tells-another-type-than-${type}`,
    title: `${operation} answers another fault in place of ${type}Exception`,
    requirement: requirementOf(row),
    also: leaning[type]?.(operation) ?? [],
    hooks: sets(faults(operation, `${type}Exception`), ['fault', 'type'], 'UnexpectedException'),
  })
})

/** 422 is a status that no table lists. */
const otherStatuses = tableRows.map((row): Row => {
  const { operation, type, status } = row
  return derived('errors', {
    id: `${operation}-answers-422-for-${type}`,
    title: `${operation} answers ${type}Exception with 422 in place of ${status}`,
    requirement: requirementOf(row),
    also: [
      ...(leaning[type]?.(operation) ?? []),
      ...(type === 'InvalidBasketId'
        ? ['required', 'type', 'minLength'].map((one) => `${operation}/request/basket_id/${one}`)
        : []),
    ],
    hooks: withStatus(faults(operation, `${type}Exception`), 422),
  })
})

const withArguments: readonly (readonly [OperationId, string, number, string])[] = [
  ['submitBasket', 'BasketNotFound', 404, 'basketId'],
  ['submitBasketWithOrderNo', 'DuplicateOrderNumber', 409, 'orderNo'],
  ['updateOrder', 'StatusTransitionNotPossible', 400, 'statusFrom'],
  ['removeNote', 'NoteNotFound', 404, 'noteId'],
  ['addPaymentInstrument', 'InvalidPaymentMethodId', 400, 'paymentMethodId'],
  ['updatePaymentInstrument', 'PaymentInstrumentNotFound', 404, 'paymentInstrumentId'],
  ['getPaymentMethods', 'OrderNotFound', 404, 'orderNumber'],
]

const argumentFaults = withArguments.flatMap(([operation, type, status, argument]): readonly Row[] => {
  const when = faults(operation, `${type}Exception`)
  const requirement = requirementOf({ operation, type, status })
  return [
    derived('errors', {
      id: `${operation}-${type}-without-${argument}`,
      title: `The arguments of ${type}Exception lack ${argument}`,
      requirement,
      hooks: drops(when, ['fault', 'arguments', argument]),
    }),
    derived('errors', {
      id: `${operation}-${type}-with-another-${argument}`,
      title: `${type}Exception names another ${argument} than was sent`,
      requirement,
      hooks: sets(when, ['fault', 'arguments', argument], 'another'),
    }),
    derived('errors', {
      id: `${operation}-${type}-with-${argument}-by-another-name`,
      title: `The arguments of ${type}Exception have other names than ${argument}`,
      requirement,
      hooks: sets(when, ['fault', 'arguments'], { subject: 'another' }),
    }),
  ]
})

/** Faults of the tables with another type, another status, other arguments. */
export const rowFaults: readonly Switch[] = switchesOf('error-body', [
  ...otherTypes,
  ...otherStatuses,
  ...argumentFaults,
])
