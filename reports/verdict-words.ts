import type { Verdict } from '../core/verdict.ts'

/** The word for each verdict, the same in every report. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'passed',
  warn: 'warned',
  fail: 'failed',
  inconclusive: 'inconclusive',
  untested: 'untested',
  error: 'error',
}
