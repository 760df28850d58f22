import { constraintFaults } from './constraint.ts'
import { credentialFaults } from './credentials.ts'
import { errorBodyFaults } from './error-body.ts'
import { eventFaults } from './event.ts'
import { leakFaults } from './leak.ts'
import { lifecycleFaults } from './lifecycle.ts'
import { payloadFaults } from './payload.ts'
import { refusesValidFaults } from './refuses-valid.ts'
import { replyFaults } from './reply.ts'
import { roundTripFaults } from './round-trip.ts'
import { statusFaults } from './status.ts'
import { storyFaults } from './stories.ts'
import type { Switch } from './switch.ts'
import { wireFaults } from './wire.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [
  ...replyFaults,
  ...payloadFaults,
  ...errorBodyFaults,
  ...statusFaults,
  ...refusesValidFaults,
  ...credentialFaults,
  ...wireFaults,
  ...lifecycleFaults,
  ...storyFaults,
  ...roundTripFaults,
  ...leakFaults,
  ...eventFaults,
  ...constraintFaults,
]
