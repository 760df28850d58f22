import { crayon } from './crayon/crayon.ts'
import { dkhardware } from './dkhardware/dkhardware.ts'
import { ocapiShop } from './ocapi-shop/ocapi-shop.ts'
import type { Reference } from './reference.ts'

export const references: readonly Reference[] = [crayon, dkhardware, ocapiShop]

export const referenceFor = (contract: string): Reference | undefined =>
  references.find((reference) => reference.contract === contract)
