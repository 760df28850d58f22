import type { OperationId } from '../operations.ts'
import { createOrderRules } from './create-order.ts'
import { type Field, rulesOf } from './fields.ts'
import type { Rule } from './rule.ts'

const root = { keyword: 'type', type: 'object', optional: false, place: [] } as const

/** The rules for bodies. */
const bodyRules: Readonly<Record<OperationId, readonly Rule[]>> = {
  createOrder: createOrderRules,
  requestPayment: [
    { ...root, operation: 'requestPayment' },
    ...rulesOf('requestPayment', [], [['customerOrder', 'required', 'object']]),
    ...rulesOf('requestPayment', ['customerOrder'], [['orderId', 'required', 'id', 64]]),
  ],
  getOrderStatus: [
    { ...root, operation: 'getOrderStatus' },
    ...rulesOf('getOrderStatus', [], [['submissionId', 'required', 'text', 64]]),
  ],
}

const context: readonly Field[] = [
  ['header.User-Id', 'required', 'id', 64],
  ['header.User-Name', 'optional', 'text', 300],
  ['header.Initiated-From', 'optional', 'text', 300],
]

/** The rules for the headers of the request context. Headers are text on the wire: they have no type to break. */
const contextOf = (operation: OperationId): readonly Rule[] =>
  rulesOf(operation, [], context).filter(({ keyword }) => keyword !== 'type')

const contextRules: Readonly<Record<OperationId, readonly Rule[]>> = {
  createOrder: contextOf('createOrder'),
  requestPayment: contextOf('requestPayment'),
  getOrderStatus: contextOf('getOrderStatus'),
}

export const allRules: readonly Rule[] = [contextRules, bodyRules].flatMap((rules) => Object.values(rules).flat())

const rulesFor =
  (rules: Readonly<Record<string, readonly Rule[]>>) =>
  (operation: string): readonly Rule[] =>
    rules[operation] ?? []

export const bodyRulesFor = rulesFor(bodyRules)
export const contextRulesFor = rulesFor(contextRules)
