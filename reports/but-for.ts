import type { Report } from '../core/report.ts'
import { counted } from './counted.ts'

/** ` but for 1 known failure`: what stands behind an outcome that the list of known failures made; else nothing. */
export const butFor = ({ run, baseline }: Pick<Report, 'run' | 'baseline'>): string =>
  run.outcome === 'conformant' && baseline !== undefined && baseline.known > 0
    ? ` but for ${counted(baseline.known, 'known failure')}`
    : ''
