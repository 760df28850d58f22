import {
  atLeast,
  boolean,
  date,
  decimal,
  disputed,
  integer,
  list,
  object,
  oneOf,
  rulesOf,
  text,
  wholeObject,
} from '../engine/kinds.ts'
import type { Rule } from '../engine/rule.ts'

/** Nothing is marked as required, so nothing is. */
const order: readonly Rule[] = rulesOf([], {
  '': wholeObject,
  resellerCustomerId: integer,
  countryCode: text,
  externalOrderId: text,
  adminAccount: text,
  notificationEmail: text,
  invoiceProfileId: integer,
  scheduledPurchaseDate: date,
  customTermEndDate: date,
  errors: list,
  orderLines: list,
})

const orderErrors: readonly Rule[] = rulesOf(['errors', '[]'], {
  '': wholeObject,
  orderGroupId: text,
  code: integer,
  description: text,
})

const lines: readonly Rule[] = rulesOf(['orderLines', '[]'], {
  '': wholeObject,
  productId: text,
  skuId: text,
  catalogItemId: text,
  productVariantId: integer,
  subscriptionId: integer,
  armRegionName: text,
  quantity: [...integer, ...disputed(atLeast(1))],
  billingCycle: oneOf([1, 2, 3, 4, 5]),
  termDuration: text,
  type: oneOf([1, 2, 3]),
  scope: oneOf([1, 2, 3]),
  resellerPriceType: oneOf([1, 2, 3, 4]),
  resellerPriceTypeValue: decimal,
  requiresInventoryCheck: boolean,
  isTrial: boolean,
  provisioningContext: object,
  tags: object,
  customTermEndDate: date,
  name: text,
  attestationAccepted: boolean,
  errors: list,
})

const provisioning: readonly Rule[] = rulesOf(['orderLines', '[]', 'provisioningContext'], { '*': text })

const tags: readonly Rule[] = rulesOf(['orderLines', '[]', 'tags'], {
  assetId: integer,
  costCenter: text,
  department: text,
  project: text,
  custom: text,
  owner: text,
})

const lineErrors = rulesOf(['orderLines', '[]', 'errors', '[]'], {
  '': wholeObject,
  reasonCode: text,
  description: text,
  properties: object,
})

/** What the linked pages say about an order, by the strictest reading. */
export const orderRules: readonly Rule[] = [...order, ...orderErrors, ...lines, ...provisioning, ...tags, ...lineErrors]
