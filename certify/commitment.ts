import { seedOf } from '../core/seed.ts'
import { sha256 } from '../core/sha256.ts'

/** What a certificate's seed follows from. */
export type Committed = {
  readonly target: string
  readonly contract: string
  readonly harness: string
  /** A public value that whoever wants the certificate has given. */
  readonly nonce?: string
}

/** The embedded reference has another address each time. */
export const committedTarget = ({ url, kind }: { readonly url: string; readonly kind: 'url' | 'reference' }): string =>
  kind === 'reference' ? 'the embedded reference' : url

/** Tells all of it, before anything is sent. */
export const commitmentOf = ({ target, contract, harness, nonce = '' }: Committed): string =>
  sha256(JSON.stringify(['assay.commitment/1', target, contract, harness, nonce]))

/** Nobody chooses it: the same target, contract, harness and nonce have the same requests. */
export const committedSeed = (committed: Committed): number => Math.abs(seedOf(commitmentOf(committed)))
