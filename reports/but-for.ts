import type { ContractReport, Report } from '../core/report.ts'
import type { Outcome } from '../core/verdict.ts'
import { counted } from './counted.ts'

/** ` at depth quick but for 1 known failure`: what an outcome rests on, where it would be taken for more; else nothing. */
export const butFor = ({ run, baseline, contracts }: Pick<Report, 'run' | 'baseline' | 'contracts'>): string =>
  `${atDepth(run.outcome, contracts)}${butForKnown(run.outcome, baseline?.known ?? 0)}`

/** Each promise was tried once, in its plainest form: that nothing broke says less than at the other depths. */
export const atDepth = (outcome: Outcome, contracts: readonly Pick<ContractReport, 'settings'>[]): string =>
  outcome === 'conformant' && contracts.some(({ settings }) => settings.depth === 'quick') ? ' at depth quick' : ''

/** ` but for 1 known failure`: the list of known failures made the outcome. */
export const butForKnown = (outcome: Outcome, known: number): string =>
  outcome === 'conformant' && known > 0 ? ` but for ${counted(known, 'known failure')}` : ''
