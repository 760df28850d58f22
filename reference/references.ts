import { dkhardware } from './dkhardware/dkhardware.ts'
import type { Reference } from './reference.ts'

export const references: readonly Reference[] = [dkhardware]

export const referenceFor = (contract: string): Reference | undefined =>
  references.find((reference) => reference.contract === contract)
