import type { Json, JsonObject } from '../../../core/json.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract } from '../service.ts'

const number = (value: Json): Json => (typeof value === 'number' ? value + 1 : value)

/** A leap year has every day. */
const date = (value: Json): Json => (typeof value === 'string' ? value.replace(/^20\d\d/, '2004') : value)

/** As long as before, in characters. */
const text = (value: Json): Json =>
  typeof value === 'string' ? `${value.startsWith('x') ? 'y' : 'x'}${[...value].slice(1).join('')}` : value

const changed: Readonly<Record<string, (value: Json) => Json>> = {
  ShopId: number,
  ShopOwnerId: number,
  Amount: number,
  PaymentDate: date,
  CurrencyId: number,
  CurrencyCode: text,
  Note: text,
  AccountNumber: text,
  AccountName: text,
  TransactionId: text,
  CreationDate: date,
  ImportSource: text,
  PaymentTypeId: number,
}

const allocations =
  (change: (list: readonly JsonObject[]) => readonly JsonObject[]): NonNullable<Row['hooks']['says']> =>
  (payment) => {
    const list = payment.PaymentAllocations
    return Array.isArray(list) ? { ...payment, PaymentAllocations: change(list as readonly JsonObject[]) } : payment
  }

/** Payments that come back otherwise than they were sent. */
export const roundTripFaults: readonly Switch[] = switchesOf(contract, 'state', [
  ...Object.entries(changed).map(
    ([member, change]): Row => ({
      id: `changes-${member}`,
      title: `The reply holds another ${member} than was sent`,
      requirement: `flow/round-trip/${member}`,
      hooks: { says: (payment) => ({ ...payment, [member]: change(payment[member] ?? null) }) },
    }),
  ),
  {
    id: 'loses-allocations',
    title: 'The reply holds no allocations',
    requirement: 'flow/round-trip/PaymentAllocations',
    hooks: { says: allocations(() => []) },
  },
  {
    id: 'changes-allocated-amount',
    title: 'The allocations of the reply are of other amounts',
    requirement: 'flow/round-trip/allocation-members',
    hooks: {
      says: allocations((list) =>
        list.map((one) => ({ ...one, AllocatedAmount: number(one.AllocatedAmount ?? null) })),
      ),
    },
  },
])
