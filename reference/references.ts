import { crayon } from './crayon/crayon.ts'
import { dkhardware } from './dkhardware/dkhardware.ts'
import { exampleOrders } from './example-orders/example-orders.ts'
import { ocapiShop } from './ocapi-shop/ocapi-shop.ts'
import type { Reference } from './reference.ts'
import { shopctrl } from './shopctrl/shopctrl.ts'

export const references: readonly Reference[] = [crayon, dkhardware, ocapiShop, shopctrl]

/** Of contracts that are run where they are asked for by name only. */
const ofExamples: readonly Reference[] = [exampleOrders]

export const referenceFor = (contract: string): Reference | undefined =>
  [...references, ...ofExamples].find((reference) => reference.contract === contract)
