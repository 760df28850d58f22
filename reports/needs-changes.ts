import type { BaselineReport } from '../core/report.ts'

/** The same sentence wherever a report tells that the list of known failures turned the run red. */
export const needsChanges = ({ file, problems }: BaselineReport): string =>
  `The list of known failures ${file} needs changes (${problems.length}): until then the run is red`
