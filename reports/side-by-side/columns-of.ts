import type { Verdict } from '../../core/verdict.ts'
import type { Target } from './side-by-side.ts'

const all: readonly Verdict[] = ['pass', 'warn', 'fail', 'inconclusive', 'untested', 'error']

/** The verdicts that are counted: errors only where there are some. */
export const columnsOf = (targets: readonly Target[]): readonly Verdict[] =>
  all.filter((verdict) => verdict !== 'error' || targets.some(({ counts }) => counts.error > 0))
