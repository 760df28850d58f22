import type { Switch } from '../../engine/switch.ts'
import { constraintFaults } from './constraint.ts'
import { credentialFaults } from './credentials.ts'
import { leakFaults } from './leak.ts'
import { refusesValidFaults } from './refuses-valid.ts'
import { statusFaults } from './status.ts'
import { wireFaults } from './wire.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [
  ...statusFaults,
  ...credentialFaults,
  ...refusesValidFaults,
  ...leakFaults,
  ...wireFaults,
  ...constraintFaults,
]
