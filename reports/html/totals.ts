import type { Report } from '../../core/report.ts'
import { type Level, levels } from '../../core/requirement.ts'
import { type Verdict, verdicts } from '../../core/verdict.ts'

export type Totals = Readonly<Record<Level, Readonly<Record<Verdict, number>>>>

/** The counts of all contracts together. */
export const totalsOf = ({ contracts }: Report): Totals => {
  const count = (level: Level, verdict: Verdict) =>
    contracts.reduce((sum, { summary }) => sum + summary[level][verdict], 0)
  const ofLevel = (level: Level) => Object.fromEntries(verdicts.map((verdict) => [verdict, count(level, verdict)]))
  return Object.fromEntries(levels.map((level) => [level, ofLevel(level)])) as Totals
}
