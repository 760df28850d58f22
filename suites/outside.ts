import { openReceiver } from '../target/receiver.ts'
import { openTarget } from '../target/target.ts'
import { sleep } from '../target/throttle.ts'
import { suppliesOf } from './supply.ts'

/**
 * All that tells a run something which does not follow from its contract, settings and seed: what answers, what arrives,
 * what functions of the user make, and the time. Who records it can run the same cases again without any of it.
 */
export type Outside = {
  readonly openTarget: typeof openTarget
  readonly openReceiver: typeof openReceiver
  readonly suppliesOf: typeof suppliesOf
  /** Called before a request counts as begun; what it gives is waited for. */
  readonly begins: (exchange: string) => Promise<void> | undefined
  /** Whether replies are looked through for the run's secrets; who has none of them cannot tell. */
  readonly looksForSecrets: boolean
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export const realOutside: Outside = {
  openTarget,
  openReceiver,
  suppliesOf,
  begins: () => undefined,
  looksForSecrets: true,
  now: Date.now,
  sleep,
}
