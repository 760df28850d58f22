import type { Switch } from '../../engine/switch.ts'
import { derivedFaults } from './derived.ts'
import { ownFaults } from './own.ts'
import { refusesValidFaults } from './refuses-valid.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [...ownFaults, ...refusesValidFaults, ...derivedFaults]
