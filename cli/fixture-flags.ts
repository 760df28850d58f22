import type { Settings } from '../core/report.ts'

/** The fixtures of a run, as the command line takes them. */
export const fixtureFlags = ({ fixtures }: Settings): readonly string[] =>
  Object.entries(fixtures).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
