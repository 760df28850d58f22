import { isObject } from '../../../core/json.ts'
import { becomes } from '../../engine/families/body.ts'
import { oneMore, otherStart, otherYear, type ReadRow, readsOtherwise } from '../../engine/families/reads-back.ts'
import { type Switch, switchesOf } from '../../engine/switch.ts'
import { contract } from '../service.ts'
import { saying } from './saying.ts'

const numbers = ['ShopId', 'ShopOwnerId', 'Amount', 'CurrencyId', 'PaymentTypeId']
const texts = ['CurrencyCode', 'Note', 'AccountNumber', 'AccountName', 'TransactionId', 'ImportSource']
const dates = ['PaymentDate', 'CreationDate']

const changes = (names: readonly string[], change: Parameters<typeof becomes>[0]): readonly ReadRow[] =>
  names.map((name) => [
    `changes-${name}`,
    `The reply holds another ${name} than was sent`,
    [name],
    name,
    becomes(change),
  ])

const list = 'PaymentAllocations'
const amounts = [list, '[]', 'AllocatedAmount']

/** Payments that come back otherwise than they were sent. */
export const roundTripFaults: readonly Switch[] = switchesOf(
  contract,
  'state',
  readsOtherwise(saying('flow/round-trip'), [
    ...changes(numbers, oneMore),
    ...changes(texts, otherStart),
    ...changes(dates, otherYear),
    ['loses-allocations', 'The reply holds no allocations', [list], list, becomes(() => [])],
    [
      'loses-third-invoice',
      'The third allocation of the reply names no invoice',
      [list],
      'allocation-members',
      becomes((value) =>
        Array.isArray(value)
          ? value.map((one, place) => (place === 2 && isObject(one) ? { ...one, InvoiceId: null } : one))
          : value,
      ),
    ],
    [
      'changes-allocated-amount',
      'The allocations of the reply are of other amounts',
      amounts,
      'allocation-members',
      becomes(oneMore),
    ],
  ]),
)
