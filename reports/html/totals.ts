import { recordOf } from '../../core/record.ts'
import type { Report } from '../../core/report.ts'
import { type Level, levels } from '../../core/requirement.ts'
import { type Verdict, verdicts } from '../../core/verdict.ts'

export type Totals = Readonly<Record<Level, Readonly<Record<Verdict, number>>>>

/** The counts of all contracts together. */
export const totalsOf = ({ contracts }: Report): Totals => {
  const count = (level: Level, verdict: Verdict) =>
    contracts.reduce((sum, { summary }) => sum + summary[level][verdict], 0)
  const ofLevel = (level: Level) => recordOf(verdicts, (verdict) => count(level, verdict))
  return recordOf(levels, ofLevel)
}
