import { crayon } from './crayon/crayon.ts'
import { dkhardware } from './dkhardware/dkhardware.ts'
import { ocapiShop } from './ocapi-shop/ocapi-shop.ts'
import type { Reference } from './reference.ts'
import { shopctrl } from './shopctrl/shopctrl.ts'

export const references: readonly Reference[] = [crayon, dkhardware, ocapiShop, shopctrl]

export const referenceFor = (contract: string): Reference | undefined =>
  references.find((reference) => reference.contract === contract)
