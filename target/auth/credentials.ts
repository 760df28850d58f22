import type { Issued, Placement, Secrets } from '../../core/auth.ts'

/** Puts credentials on requests, and knows all values that no output may hold. */
export type Credentials = {
  /** @throws CredentialsError where there are none to be had */
  readonly current: () => Promise<Placement>
  /** Others for those that were refused, where they had expired; undefined where the refusal is the target's answer. */
  readonly instead: (refused: Placement, targetTime: number | undefined) => Promise<Placement | undefined>
  readonly secrets: () => Secrets
  /** What `current` puts on, with all that is known about it; only of credentials that are obtained while running. */
  readonly issued?: () => Promise<Issued>
}

/** No credentials can be had: says who refused them and what to do. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError'
}

/** Credentials that stay what they are. A refusal of them is the target's answer. */
export const fixed = (placement: Placement, secrets: Secrets): Credentials => ({
  current: async () => placement,
  instead: async () => undefined,
  secrets: () => secrets,
})
