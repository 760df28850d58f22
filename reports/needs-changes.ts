import type { BaselineReport } from '../core/report.ts'

/** The same sentence wherever a report tells that the list of known failures turned the run red. */
export const needsChanges = ({ file, problems }: BaselineReport): string =>
  `The list of known failures ${file} needs changes (${problems.length}): until then the run is red${isStale(problems) ? ' (assay baseline REPORT --prune removes what no longer fails)' : ''}`

/** Of what has only expired, who answers for it decides. */
const isStale = (problems: BaselineReport['problems']): boolean => problems.some(({ kind }) => kind !== 'expired')
