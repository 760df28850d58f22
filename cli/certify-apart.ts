import { Worker } from 'node:worker_threads'
import type { Certified, ToCertify } from '../certify/certify.ts'
import type { RefusalCode } from '../certify/refusal.ts'

export type CertifyWork = Omit<ToCertify, 'contract' | 'onCase' | 'isStopped'> & {
  /** Holds 0 until no further case is to begin. */
  readonly stop: SharedArrayBuffer
  /** File of the figures, where they do not ship with this build. */
  readonly assurance?: string
}

export type CertifyMessage =
  | { readonly kind: 'case'; readonly id: string; readonly done: number; readonly of: number }
  | ({ readonly kind: 'certified' } & Certified)
  /** What was written does not verify: a fault of our own. */
  | { readonly kind: 'unverified'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string; readonly code: RefusalCode }

export type CertifyEnd = Exclude<CertifyMessage, { readonly kind: 'case' }> | { readonly kind: 'interrupted' }

export type CertifyLooking = {
  readonly onCase: (id: string, done: number, of: number) => void
  /** Given what ends the work soon, whatever it is busy with. */
  readonly whenAsked: (stop: () => void) => void
}

/** So long the case at hand may take to come to its end; what does not end by then is left where it is. */
const graceMs = 700

/**
 * Certifies in a thread of its own, and proves that what was written verifies. This thread only looks on, so that it can
 * end the work even while a reply is being judged.
 */
export const certifyApart = (
  work: Omit<CertifyWork, 'stop'>,
  { onCase, whenAsked }: CertifyLooking,
): Promise<CertifyEnd> => {
  const stop = new SharedArrayBuffer(4)
  const worker = new Worker(new URL('./certify-worker.js', import.meta.url), { workerData: { ...work, stop } })
  let isStopped = false
  const end = new Promise<CertifyEnd>((resolve, reject) => {
    worker.on('message', (message: CertifyMessage) => {
      if (message.kind === 'case') onCase(message.id, message.done, message.of)
      else resolve(isStopped ? { kind: 'interrupted' } : message)
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that certifies has ended without a word')))
    whenAsked(() => {
      isStopped = true
      Atomics.store(new Int32Array(stop), 0, 1)
      setTimeout(() => resolve({ kind: 'interrupted' }), graceMs)
    })
  })
  // What is written is written: nothing may be added once this has come to its end.
  return end.finally(() => worker.terminate())
}
