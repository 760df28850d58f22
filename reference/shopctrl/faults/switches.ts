import type { Switch } from '../../engine/switch.ts'
import { derivedFaults } from './derived.ts'
import { formFaults } from './forms.ts'
import { ownFaults } from './own.ts'
import { refusesValidFaults } from './refuses-valid.ts'
import { replyFaults } from './reply.ts'
import { roundTripFaults } from './round-trip.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [
  ...replyFaults,
  ...formFaults,
  ...roundTripFaults,
  ...refusesValidFaults,
  ...ownFaults,
  ...derivedFaults,
]
