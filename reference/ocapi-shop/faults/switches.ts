import type { Switch } from './switch.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = []
