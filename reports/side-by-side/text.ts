import { createColors } from 'picocolors'
import type { Verdict } from '../../core/verdict.ts'
import type { Colors } from '../colors.ts'
import { counted } from '../counted.ts'
import { cut } from '../cut.ts'
import { verdictSigns } from '../html/words.ts'
import { judgedText } from '../judged.ts'
import { outcomeText } from '../outcome-text.ts'
import { verdictWords } from '../verdict-words.ts'
import { visible } from '../visible.ts'
import { columnsOf } from './columns-of.ts'
import type { Cell, Row, SideBySide, SideContract } from './side-by-side.ts'
import { dayAndTime, groupName, sameText } from './words.ts'

/** So many rows are printed of each contract; the rest is counted. */
const mostRows = 40

const mostText = 160

/** The columns for a terminal: which report is which, the counts, and the rows in which the targets differ or failed. */
export const sideBySideText = (raw: SideBySide, { color }: { readonly color: boolean }): string => {
  const { reports, notes, contracts } = visible(raw)
  const colors = createColors(color)
  return [
    '',
    ...reports.map(
      ({ letter, file, seed, startedAt, version }) =>
        `${colors.bold(letter)}  ${file}  ${colors.dim(`seed ${seed} · ${dayAndTime(startedAt)} · Assay ${version}`)}`,
    ),
    ...(notes.length === 0
      ? []
      : ['', colors.bold(colors.yellow('Read this first')), ...notes.map((note) => `  ${note}`)]),
    ...contracts.flatMap((contract) => contractLines(contract, colors)),
    '',
  ].join('\n')
}

const contractLines = (contract: SideContract, colors: Colors): readonly string[] => {
  const { title, id, digest, targets, rows } = contract
  const shown = rows.filter(({ kind }) => kind !== 'same')
  return [
    '',
    `${colors.bold(title)} ${colors.dim(`(${id}, digest ${digest.slice(0, 12)})`)}`,
    ...targets.map(
      ({ letter, target, outcome, musts }) =>
        `  ${colors.bold(letter)} ${target}: ${outcomeText[outcome]}, ${judgedText(musts)}`,
    ),
    '',
    tableLine(
      '',
      targets.map(({ letter }) => letter),
    ),
    ...columnsOf(targets).map((verdict) =>
      tableLine(
        verdictWords[verdict],
        targets.map(({ counts }) => String(counts[verdict])),
      ),
    ),
    '',
    colors.bold(`The targets differ, or it failed (${shown.length} of ${counted(rows.length, 'requirement')})`),
    ...shown.slice(0, mostRows).flatMap((row) => rowLines(row, colors)),
    ...(shown.length > mostRows ? [`  … and ${shown.length - mostRows} more: see --to html or --to json`] : []),
    '',
    `  ${sameText(contract)}`,
  ]
}

const tableLine = (name: string, values: readonly string[]): string =>
  `  ${name.padEnd(14)}${values.map((value) => value.padStart(8)).join('')}`

const rowLines = (row: Row, colors: Colors): readonly string[] => [
  '',
  `  ${row.requirement}  ${colors.dim(`${row.level}, ${groupName(row)}`)}`,
  `  ${row.title}`,
  ...row.cells.map((cell) => `    ${colors.bold(cell.letter)} ${cellText(cell, colors)}`),
]

const cellText = ({ verdict, why }: Cell, colors: Colors): string =>
  verdict === undefined
    ? colors.dim('not in this report')
    : `${painted(verdict, colors)}${why === undefined ? '' : `  ${cut(why, mostText)}`}`

const painted = (verdict: Verdict, { red, green, yellow }: Colors): string => {
  const text = `${verdictSigns[verdict]} ${verdictWords[verdict]}`
  switch (verdict) {
    case 'fail':
    case 'error':
      return red(text)
    case 'pass':
      return green(text)
    case 'warn':
      return yellow(text)
    case 'inconclusive':
    case 'untested':
      return text
  }
}
