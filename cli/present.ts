import { join } from 'node:path'
import type { Report } from '../core/report.ts'
import { type Baseline, withBaseline } from '../reports/baseline.ts'
import { butFor } from '../reports/but-for.ts'
import { exitCodeOf } from '../reports/exit-code.ts'
import { stopsOf } from '../reports/gates.ts'
import { needsChanges } from '../reports/needs-changes.ts'
import { referenceText } from '../reports/reference-text.ts'
import { terminal } from '../reports/terminal.ts'
import { today } from './day.ts'
import { deliver } from './deliver.ts'
import { hasColor } from './has-color.ts'
import { print, printCommands, printPainted, tell } from './print.ts'

export type Presentation = {
  readonly out: string
  readonly formats: readonly string[]
  readonly baseline: Baseline | undefined
  readonly quiet: boolean
  /** The files of evidence of the run. */
  readonly evidence: readonly string[]
  /** Why not all evidence is there. @defaultValue it is */
  readonly unwritten?: string | undefined
}

/** What the outcome alone does not say, and the failures do not either. */
const whyRed = (report: Report): readonly string[] => [
  ...report.contracts.flatMap(({ id, unusable }) =>
    unusable ? [`${id}: ${unusable.cause}. ${unusable.remedy}.`] : [],
  ),
  ...stopsOf(report).map(({ message }) => message),
  ...(report.baseline && report.baseline.problems.length > 0 ? [needsChanges(report.baseline)] : []),
]

/** Writes a run's report in every format, prints it, and tells the exit code. */
export const present = async (
  plain: Report,
  { out, formats, baseline, quiet, evidence, unwritten: lostEvidence }: Presentation,
): Promise<number> => {
  const report = baseline ? withBaseline(plain, baseline, today()) : plain
  const { files, printed, unwritten } = await deliver(report, { out, formats, environment: process.env, evidence })
  const color = hasColor(process)
  const onReference = referenceText(report)
  if (quiet && onReference !== undefined) print(`${onReference}\n`)
  if (quiet) print([`${report.run.outcome}${butFor(report)}`, ...whyRed(report), ''].join('\n'))
  else printPainted(terminal(report, { color, file: join(out, 'report.json') }))
  print(`report: ${files.length > 0 ? files.join(', ') : 'none could be written'}\n`)
  printCommands(printed)
  const lost = [lostEvidence, ...unwritten].filter((why) => why !== undefined)
  for (const why of lost) tell(`assay: ${why}\n`)
  const code = exitCodeOf(report)
  // Nobody can see what it rests on.
  return code === 0 && lost.length > 0 ? 3 : code
}
