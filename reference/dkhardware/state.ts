import { newCounter, newThings, type Things } from '../engine/things.ts'
import type { Submission } from './submission.ts'

/** All that the service remembers. */
export type State = {
  /** How often `key` was counted before. */
  readonly count: (key: string) => number
  /** How often a reference was claimed before. */
  readonly claimsOf: (referenceId: string) => number
  readonly submissions: Things<Submission>
  readonly orders: Things<'placed'>
}

export const newState = (orderIds: readonly string[]): State => ({
  count: newCounter(),
  claimsOf: newCounter(),
  submissions: newThings(),
  orders: newThings(orderIds.map((id) => [id, 'placed'] as const)),
})
