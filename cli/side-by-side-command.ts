import { resolve } from 'node:path'
import { buildSideBySide } from '../reports/side-by-side/build.ts'
import { sideRenderers } from '../reports/side-by-side/renderers.ts'
import type { NamedReport, SideBySide } from '../reports/side-by-side/side-by-side.ts'
import { sideBySideText } from '../reports/side-by-side/text.ts'
import { deliverTexts } from './deliver.ts'
import { hasColor } from './has-color.ts'
import { print, printPainted, tell } from './print.ts'
import { readReport } from './read-report.ts'
import { sourcesOf } from './recorded-contract.ts'
import type { ReportOptions } from './report-command.ts'
import { UsageError } from './usage-error.ts'

/** `assay report A B …`: the reports as columns of one table; 0, or 3 where a file could not be written. */
export const sideBySideCommand = async (files: readonly string[], options: ReportOptions): Promise<number> => {
  assertOneOnly(options)
  assertNoneTwice(files)
  const asked = formatsIn(options.to)
  const named: NamedReport[] = []
  for (const file of files) named.push({ file, report: await readReport(file, sourcesOf(options)) })
  const sides = buildSideBySide(named)
  assertComparable(sides, files)
  if (asked.includes('text')) printPainted(sideBySideText(sides, { color: hasColor(process) }))
  if (asked.every((format) => format === 'text')) return 0
  const { files: written, unwritten } = await deliverTexts(
    sideRenderers
      .filter(({ format }) => format === 'json' || asked.includes(format))
      .map(({ format, file, render }) => ({ format, file, text: render(sides) })),
    { out: options.out, environment: process.env },
  )
  if (written.length > 0) print(`report: ${written.join(', ')}\n`)
  for (const why of unwritten) tell(`assay: ${why}\n`)
  return unwritten.length > 0 ? 3 : 0
}

/** What is asked of one report cannot be meant of several. */
const assertOneOnly = ({ only, withExchanges = false, baseline }: ReportOptions): void => {
  const [flag] = [
    ...(only.length > 0 ? ['--only'] : []),
    ...(withExchanges ? ['--with-exchanges'] : []),
    ...(baseline === undefined ? [] : ['--baseline']),
  ]
  if (flag !== undefined) throw new UsageError(`${flag} is for one report: give one file with it.`)
}

const assertNoneTwice = (files: readonly string[]): void => {
  const twice = files.find((file, index) => files.findIndex((one) => resolve(one) === resolve(file)) !== index)
  if (twice !== undefined) throw new UsageError(`${twice} is given twice: give each report once.`)
}

const formatsIn = (to: string): readonly string[] => {
  const known = ['text', ...sideRenderers.map(({ format }) => format)]
  const asked = to.split(',').map((one) => one.trim())
  const unknown = asked.find((format) => !known.includes(format))
  if (unknown !== undefined)
    throw new UsageError(
      `Several reports side by side are not made as '${unknown}'; known are ${known.join(', ')}. For ${unknown} give one report.`,
    )
  return asked
}

const assertComparable = ({ contracts, notes }: SideBySide, files: readonly string[]): void => {
  if (contracts.length > 0) return
  throw new UsageError(
    [
      `Nothing in ${files.join(', ')} can be compared: no two of them hold the same version of a contract.`,
      ...notes.map((note) => `  ${note}`),
    ].join('\n'),
  )
}
