import type { Report } from '../core/report.ts'
import { isRefusedCredentials } from './void.ts'

/** 0 conformant · 1 nonconformant · 2 the credentials were refused · 3 incomplete · 4 faults of our own · 130 interrupted. */
export const exitCodeOf = ({ run, contracts }: Report): number => {
  if (run.interrupted) return 130
  if (run.outcome === 'nonconformant') return 1
  if (contracts.some(({ errors }) => errors.length > 0)) return 4
  if (run.void.some(isRefusedCredentials)) return 2
  return run.outcome === 'conformant' ? 0 : 3
}
