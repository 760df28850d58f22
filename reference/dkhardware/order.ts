import type { JsonObject } from '../../core/json.ts'
/** A posted order that keeps every rule. */
export type Order = {
  readonly customerId: string
  readonly customerNotes?: string | null
  readonly shippingPrice: number
  readonly shippingTax: number
  readonly shippingDiscount?: number | null
  readonly handlingFee?: number | null
  readonly total: number
  readonly billing?: Address | null
  readonly shipping?: Address | null
  readonly items: readonly Item[]
  readonly paymentMethodCode: string
  readonly poNumber?: string | null
  readonly shippingMethod: string
}

export type Address = JsonObject

export type Item = {
  readonly itemId: string
  readonly productId: string
  readonly unitPrice: number
  readonly unitCost: number
  readonly unitWeight: number
  readonly unitOfMeasure: { readonly id: string; readonly name?: string | null }
  readonly quantity: number
  readonly linePosition: number
  readonly tax: number
  readonly discount: number
  readonly mpn: string
  readonly itemName: string
  readonly addons?: readonly Addon[] | null
}

export type Addon = {
  readonly code: string
  readonly title?: string | null
  readonly price: number
  readonly cost?: number | null
}

export type CreateOrder = { readonly customerOrder: Order; readonly referenceId?: string | null }
export type RequestPayment = { readonly customerOrder: { readonly orderId: string } }
export type GetOrderStatus = { readonly submissionId: string }
