import type { Report } from '../core/report.ts'
import type { Outcome } from '../core/verdict.ts'
import { counted } from './counted.ts'

/** ` but for 1 known failure`: what stands behind an outcome that the list of known failures made; else nothing. */
export const butFor = ({ run, baseline }: Pick<Report, 'run' | 'baseline'>): string =>
  butForKnown(run.outcome, baseline?.known ?? 0)

/** The same of one contract with `known` known failures. */
export const butForKnown = (outcome: Outcome, known: number): string =>
  outcome === 'conformant' && known > 0 ? ` but for ${counted(known, 'known failure')}` : ''
