import type { Outcome } from '../core/verdict.ts'

/** An outcome as a reader sees it first. */
export const outcomeText: Readonly<Record<Outcome, string>> = {
  conformant: 'CONFORMANT',
  nonconformant: 'NOT CONFORMANT',
  incomplete: 'INCOMPLETE',
  unusable: 'UNUSABLE TARGET',
}
