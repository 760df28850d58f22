import type { Report } from '../core/report.ts'
import { stopsOf } from './gates.ts'

/** 0 conformant · 1 nonconformant, or shoulds that gate are broken · 2 the target is unusable · 3 incomplete, or less judged than asked for · 4 faults of our own · 130 interrupted. */
export const exitCodeOf = ({ run, contracts }: Report): number => {
  const stops = stopsOf({ run, contracts })
  if (run.interrupted && run.bail === undefined) return 130
  if (run.outcome === 'nonconformant' || stops.some(({ code }) => code === 1)) return 1
  if (contracts.some(({ errors }) => errors.length > 0)) return 4
  if (run.outcome === 'unusable') return 2
  return run.outcome === 'conformant' && stops.length === 0 ? 0 : 3
}
