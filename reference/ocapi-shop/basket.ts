import type { JsonObject } from '../../core/json.ts'
import type { Refusal } from '../engine/problem.ts'

/** What stands behind a basket id. Any text that begins so is a prepared basket, until it is submitted. */
export type Basket = { readonly kind: 'prepared' | 'unknown' } | { readonly kind: 'faulty'; readonly refusal: Refusal }

export const basketOf = (id: string): Basket => {
  const type = /^assay-basket-fault-([A-Za-z]+?)Exception-./.exec(id)?.[1]
  const details = type === undefined ? undefined : faults[type]
  if (type !== undefined && details) return { kind: 'faulty', refusal: { status: 400, type, ...details } }
  return { kind: /^assay-basket-(?!fault-)\S+$/.test(id) ? 'prepared' : 'unknown' }
}

const faults: Readonly<Record<string, { readonly details?: JsonObject }>> = {
  GiftCertificateCreation: {},
  InvalidCustomer: {},
  InvalidProductItem: { details: { productId: 'no-such-product' } },
  InvalidProductOptionItem: { details: { optionId: 'no-such-option' } },
  InvalidProductOptionValueItem: { details: { optionValueId: 'no-such-value', optionId: 'engraving' } },
  ProductItemNotAvailable: { details: { productId: '456', quantity: 2 } },
  Validation: {
    details: {
      validationMessage: 'A billing address is required.',
      validationPath: '$.billing_address',
      validationType: 'BillingAddressRequired',
    },
  },
}
