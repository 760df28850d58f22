import type { Issued } from '../../core/auth.ts'
import { allSecrets } from '../../core/redact.ts'
import type { Credentials } from './credentials.ts'

/** Obtains credentials; those held before may help, as a refresh token does. */
export type Issue = (previous: Issued | undefined) => Promise<Issued>

export type RenewingOptions = {
  /** What is held already. */
  readonly issued?: Issued
  /** Milliseconds since the epoch. @defaultValue the clock */
  readonly now?: () => number
}

/** Renewed so long before they expire, in milliseconds, or a fifth of their lifetime if that is shorter. */
const margin = 30_000

/** Servers count whole seconds: less than this, in milliseconds, may be too late; half the lifetime is enough. */
const leastMargin = 2_000

/** After a failure nobody is asked again for so long, in milliseconds. */
const rest = 5_000

/** Credentials that expire: renewed in time, once for all who wait, and in place of refused ones that had expired. */
export const renewing = (issue: Issue, { issued, now = Date.now }: RenewingOptions = {}): Credentials => {
  let held = issued
  let underWay: Promise<Issued> | undefined
  let failure: { readonly error: unknown; readonly until: number } | undefined
  let secrets = issued?.secrets ?? {}

  const ask = async (): Promise<Issued> => {
    try {
      held = await issue(held)
      failure = undefined
      secrets = allSecrets(secrets, held.secrets)
      return held
    } catch (error) {
      failure = { error, until: now() + rest }
      throw error
    }
  }
  const renewed = (): Promise<Issued> => {
    if (failure && now() < failure.until) return Promise.reject(failure.error)
    underWay ??= ask().finally(() => {
      underWay = undefined
    })
    return underWay
  }
  const usable = async (): Promise<Issued> => {
    const before = held
    if (before === undefined || isOver(before, now())) return renewed()
    // What is still valid serves as long as it lasts, even where nothing newer is to be had.
    return isDue(before, now()) ? renewed().catch(() => before) : before
  }
  return {
    current: async () => (await usable()).placement,
    instead: async (refused, targetTime = 0) => {
      if (held && refused !== held.placement) return held.placement
      const expired = held !== undefined && isOver(held, Math.max(now(), targetTime))
      return expired ? (await renewed()).placement : undefined
    },
    secrets: () => secrets,
    issued: usable,
  }
}

const isOver = ({ expiresAt = Number.POSITIVE_INFINITY }: Issued, time: number): boolean => time >= expiresAt

const isDue = ({ issuedAt, expiresAt = Number.POSITIVE_INFINITY }: Issued, time: number): boolean => {
  const lifetime = expiresAt - issuedAt
  const early = Math.max(lifetime / 5, Math.min(leastMargin, lifetime / 2))
  return time >= expiresAt - Math.min(margin, early)
}
