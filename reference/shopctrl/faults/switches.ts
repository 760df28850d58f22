import type { Switch } from '../../engine/switch.ts'
import { constraintFaults } from './constraint.ts'
import { formFaults } from './forms.ts'
import { refusesValidFaults } from './refuses-valid.ts'
import { replyFaults } from './reply.ts'
import { roundTripFaults } from './round-trip.ts'
import { wireFaults } from './wire.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [
  ...replyFaults,
  ...formFaults,
  ...roundTripFaults,
  ...refusesValidFaults,
  ...wireFaults,
  ...constraintFaults,
]
