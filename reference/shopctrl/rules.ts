import {
  atMostLong,
  date,
  decimal,
  disputed,
  exactly,
  integer,
  type Kind,
  list,
  notNull,
  present,
  rulesOf,
  text,
  wholeObject,
} from '../engine/kinds.ts'
import type { Rule } from '../engine/rule.ts'

/** Whether a value that is left out or null counts as none or as a default is left open. */
const demanded = (kind: Kind): Kind => [...disputed(present), ...kind, ...disputed(notNull)]

/** A limit may be kept by refusing or by cutting. */
const limited = (most: number): Kind => [...text, ...disputed(atMostLong(most))]

export const limits = [
  ['Note', 1000],
  ['AccountNumber', 50],
  ['AccountName', 100],
  ['TransactionId', 100],
  ['ImportSource', 50],
] as const

const payment: readonly Rule[] = rulesOf([], {
  '': wholeObject,
  Id: [...integer, ...disputed(notNull), ...disputed(exactly(0))],
  ShopId: integer,
  ShopOwnerId: demanded(integer),
  Amount: demanded(decimal),
  PaymentDate: date,
  CurrencyId: demanded(integer),
  CurrencyCode: text,
  ...Object.fromEntries(limits.map(([name, most]) => [name, limited(most)])),
  CreationDate: demanded(date),
  PaymentTypeId: integer,
  PaymentAllocations: list,
})

const allocations: readonly Rule[] = rulesOf(['PaymentAllocations', '[]'], {
  '': wholeObject,
  OrderId: integer,
  InvoiceId: integer,
  AllocatedAmount: decimal,
})

/** The table of PaymentChanges, by the strictest reading. */
export const paymentRules: readonly Rule[] = [...payment, ...allocations]

/** Members in the order of the samples. */
export const members: readonly string[] = [
  ...['Id', 'ShopId', 'ShopOwnerId', 'Amount', 'PaymentDate', 'CurrencyId', 'CurrencyCode', 'Note', 'AccountNumber'],
  ...['AccountName', 'TransactionId', 'CreationDate', 'ImportSource', 'PaymentTypeId', 'PaymentAllocations'],
]

export const allocationMembers: readonly string[] = ['OrderId', 'InvoiceId', 'AllocatedAmount']

/** Members whose text in XML stands for a number. */
export const numeric: readonly string[] = [
  ...['Id', 'ShopId', 'ShopOwnerId', 'Amount', 'CurrencyId', 'PaymentTypeId'],
  ...allocationMembers,
]
