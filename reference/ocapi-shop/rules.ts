import { isObject, type Json } from '../../core/json.ts'
import type { OperationId } from './operations.ts'
import { statuses } from './order.ts'

/** What a member of a request document must be. Absent and null are one. */
export type Rule = {
  /** Member names from the body's root. */
  readonly place: readonly string[]
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'object'
  readonly maxLength?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly string[]
  readonly required?: true
}

const text = (place: readonly string[], maxLength?: number): Rule =>
  maxLength === undefined ? { place, type: 'string' } : { place, type: 'string', maxLength }

const card = (member: string): readonly string[] => ['payment_card', member]
const account = (member: string): readonly string[] => ['payment_bank_account', member]

const instrument: readonly Rule[] = [
  { place: ['amount'], type: 'number' },
  text(['bank_routing_number'], 256),
  { place: ['create_customer_payment_instrument'], type: 'boolean' },
  text(['customer_payment_instrument_id']),
  text(['gift_certificate_code'], 256),
  text(['payment_method_id'], 256),
  { place: ['payment_card'], type: 'object' },
  ...['card_type', 'holder', 'issue_number'].map((member) => text(card(member), 256)),
  text(card('number'), 4000),
  text(card('security_code'), 4),
  { place: card('credit_card_expired'), type: 'boolean' },
  text(card('credit_card_token')),
  ...['expiration_month', 'expiration_year', 'valid_from_year'].map(
    (member): Rule => ({ place: card(member), type: 'integer' }),
  ),
  { place: card('valid_from_month'), type: 'integer', minimum: 1, maximum: 12 },
  { place: ['payment_bank_account'], type: 'object' },
  ...['drivers_license', 'drivers_license_state_code', 'holder', 'number'].map((member) => text(account(member), 256)),
]

const basket: readonly Rule[] = [{ place: ['basket_id'], type: 'string', minLength: 1, required: true }]

/** The rules of each request document. */
export const rules: Readonly<Record<OperationId, readonly Rule[]>> = {
  submitBasket: basket,
  submitBasketWithOrderNo: basket,
  getOrder: [],
  updateOrder: [{ place: ['status'], type: 'string', enum: statuses }],
  addNote: [text(['subject'], 256), text(['text'], 4000)],
  getNotes: [],
  removeNote: [],
  addPaymentInstrument: instrument,
  updatePaymentInstrument: instrument,
  removePaymentInstrument: [],
  getPaymentMethods: [],
}

export const rulesFor = (operation: string): readonly Rule[] => new Map(Object.entries(rules)).get(operation) ?? []

/** The keyword of the rule that a value breaks, the first one only. */
export const brokenKeyword = (rule: Rule, value: Json | undefined): string | undefined => {
  if (value === undefined) return rule.required ? 'required' : undefined
  if (value === null) return rule.required ? 'type' : undefined
  if (!isOfType(rule.type, value)) return 'type'
  if (typeof value === 'string') {
    const length = [...value].length
    if (rule.maxLength !== undefined && length > rule.maxLength) return 'maxLength'
    if (rule.minLength !== undefined && length < rule.minLength) return 'minLength'
    if (rule.enum && !rule.enum.includes(value)) return 'enum'
  }
  if (typeof value === 'number') {
    if (rule.minimum !== undefined && value < rule.minimum) return 'minimum'
    if (rule.maximum !== undefined && value > rule.maximum) return 'maximum'
  }
  return undefined
}

/** The keywords that a rule speaks about. */
export const keywordsOf = (rule: Rule): readonly string[] => [
  ...(rule.required ? ['required'] : []),
  'type',
  ...(['maxLength', 'minLength', 'enum', 'minimum', 'maximum'] as const).filter(
    (keyword) => rule[keyword] !== undefined,
  ),
]

const isOfType = (type: Rule['type'], value: Json): boolean => {
  if (type === 'integer') return Number.isInteger(value)
  return type === 'object' ? isObject(value) : typeof value === type
}
