import { counted } from '../counted.ts'
import { cut } from '../cut.ts'
import { type Block, fitInto } from '../fit-into.ts'
import { verdictSigns } from '../html/words.ts'
import { percentOf } from '../judged.ts'
import { prose } from '../markdown-text.ts'
import { outcomeText } from '../outcome-text.ts'
import { verdictWords } from '../verdict-words.ts'
import { visible } from '../visible.ts'
import { columnsOf } from './columns-of.ts'
import type { Cell, Row, SideBySide, SideContract } from './side-by-side.ts'
import { dayAndTime, groupName, sameText } from './words.ts'

const mostBytes = 200_000

const mostText = 200

/** The columns as tables: which report is which, the counts, and the rows in which the targets differ or failed. */
export const sideBySideMarkdown = (raw: SideBySide): string => {
  const { reports, notes, contracts } = visible(raw)
  return fitInto(
    [
      always([
        `# Assay: ${counted(reports.length, 'report')} side by side`,
        ...(notes.length === 0 ? [] : ['', '**Read this first**', '', ...notes.map((note) => `- ${short(note)}`)]),
        '',
        '| | report | seed | started | made by |',
        '|--|--|--|--|--|',
        ...reports.map(({ letter, file, seed, startedAt, version }) =>
          line([`**${letter}**`, prose(file), String(seed), dayAndTime(startedAt), prose(`Assay ${version}`)]),
        ),
      ]),
      ...contracts.flatMap(contractBlocks),
    ],
    mostBytes,
    'side-by-side.json',
  )
}

const always = (lines: readonly string[]): Block => ({ text: lines.join('\n'), of: 'headings', rank: 0 })

const contractBlocks = (contract: SideContract): readonly Block[] => {
  const { title, id, digest, targets, rows } = contract
  const columns = columnsOf(targets)
  const shown = rows.filter(({ kind }) => kind !== 'same')
  return [
    always([
      '',
      `## ${short(title)} (${prose(id)}, digest ${prose(digest.slice(0, 12))})`,
      '',
      line(['', 'target', 'outcome', 'musts judged', ...columns.map((verdict) => verdictWords[verdict])]),
      line(['--', '--', '--', '--:', ...columns.map(() => '--:')]),
      ...targets.map(({ letter, target, outcome, musts, counts }) =>
        line([
          `**${letter}**`,
          short(target),
          outcomeText[outcome],
          `${musts.judged} of ${musts.of}${percentOf(musts) === undefined ? '' : `, ${percentOf(musts)} %`}`,
          ...columns.map((verdict) => String(counts[verdict])),
        ]),
      ),
      '',
      `### The targets differ, or it failed (${shown.length} of ${counted(rows.length, 'requirement')})`,
      ...(shown.length === 0
        ? []
        : [
            '',
            line(['requirement', ...targets.map(({ letter }) => letter)]),
            line(['--', ...targets.map(() => '--')]),
          ]),
    ]),
    ...shown.map((row): Block => ({ text: rowLine(row), of: 'rows', rank: row.kind === 'differs' ? 1 : 2 })),
    always(['', sameText(contract)]),
  ]
}

const rowLine = (row: Row): string =>
  line([
    `${short(row.title)}<br>${short(row.requirement)}<br>${row.level}, ${short(groupName(row))}`,
    ...row.cells.map(cellText),
  ])

const cellText = ({ verdict, why }: Cell): string =>
  verdict === undefined
    ? 'not in this report'
    : `${verdictSigns[verdict]} ${verdictWords[verdict]}${why === undefined ? '' : `<br>${short(why)}`}`

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const short = (text: string): string => prose(cut(text, mostText))
