import { derivedFaults } from './derived.ts'
import { eventFaults } from './event.ts'
import { lifecycleFaults } from './lifecycle.ts'
import { refusesValidFaults } from './refuses-valid.ts'
import { replyFaults } from './reply.ts'
import { roundTripFaults } from './round-trip.ts'
import { storyFaults } from './stories.ts'
import type { Switch } from './switch.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [
  ...replyFaults,
  ...refusesValidFaults,
  ...lifecycleFaults,
  ...storyFaults,
  ...roundTripFaults,
  ...eventFaults,
  ...derivedFaults,
]
