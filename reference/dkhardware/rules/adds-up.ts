import { isObject } from '../../../core/json.ts'

/**
 * Whether an order's total is what its parts come to.
 *
 * An order with a part that is no number is left to the rule for that part.
 */
export const addsUp = (order: unknown): boolean => {
  if (!isObject(order)) return true
  const { shippingPrice, shippingTax, shippingDiscount, handlingFee, total, items } = order
  if (!Array.isArray(items)) return true
  const sum = [
    ...items.map(lineSum),
    numberOf(shippingPrice) + numberOf(shippingTax),
    numberOf(handlingFee ?? 0) - numberOf(shippingDiscount ?? 0),
  ].reduce((before, part) => before + part, 0)
  const difference = numberOf(total) - sum
  return Number.isNaN(difference) || Math.abs(difference) < 0.005
}

/** Addons do not count. */
const lineSum = (item: unknown): number => {
  if (!isObject(item)) return Number.NaN
  const { quantity, unitPrice, tax, discount } = item
  return Number.isInteger(quantity)
    ? numberOf(quantity) * numberOf(unitPrice) + numberOf(tax) - numberOf(discount)
    : Number.NaN
}

const numberOf = (value: unknown): number => (Number.isFinite(value) ? Number(value) : Number.NaN)
