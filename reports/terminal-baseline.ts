import type { ContractReport, Report } from '../core/report.ts'
import type { Colors } from './colors.ts'
import { needsChanges } from './needs-changes.ts'

/** So many are spelled out; the rest is counted. */
const most = 12

export const knownFailures = ({ requirements }: ContractReport, { bold, yellow }: Colors): readonly string[] => {
  const known = requirements.flatMap((one) => (one.known ? [{ id: one.id, ...one.known }] : []))
  if (known.length === 0) return []
  return [
    '',
    bold(`Known failures (${known.length}): these do not count`),
    ...known
      .slice(0, most)
      .flatMap(({ id, owner, reason, expires }) => [
        `  ${yellow('×')} ${id}`,
        `      until ${expires}, ${owner}: ${reason}`,
      ]),
    ...(known.length > most ? [`  … and ${known.length - most} more`] : []),
  ]
}

/** Last, since what it says is what turned the run red. */
export const baselineLines = ({ baseline }: Report, { bold, red, dim }: Colors): readonly string[] =>
  baseline === undefined
    ? []
    : [
        ...(baseline.problems.length === 0
          ? []
          : [
              '',
              bold(red(needsChanges(baseline))),
              ...baseline.problems.slice(0, most).map(({ message }) => `  ${red('✗')} ${message}`),
              ...(baseline.problems.length > most
                ? [`  … and ${baseline.problems.length - most} more: see report.json`]
                : []),
            ]),
        ...(baseline.untried.length === 0
          ? []
          : [
              '',
              bold('Known failures this run says nothing about'),
              ...baseline.untried.map(({ requirement, message }) => `  ${requirement}: ${dim(message)}`),
            ]),
      ]
